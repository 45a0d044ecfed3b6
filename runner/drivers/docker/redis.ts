import { randomBytes } from 'node:crypto';
import { redisServers } from '../redis.ts';
import { type CompanionPlace, startContainer } from './containers.ts';
import { demultiplex } from './demultiplex.ts';
import { imageNames } from './engine.ts';

export interface RedisContainer {
  readonly port: number;
  readonly password: string;
  stop(): Promise<void>;
}

const port = 6_379;

/** Redis on the agent's loopback: no other network is needed, and nobody else reaches it. */
export async function startRedis({ docker, agentId, limits }: CompanionPlace): Promise<RedisContainer> {
  const password = randomBytes(16).toString('hex');
  const started = await startContainer({
    docker,
    image: imageNames.redis,
    command: ['sh', '-c', redisServers, 'sh', String(port), 'redis-cli', 'redis-server'],
    limits,
    network: { of: agentId },
    env: { REDISCLI_AUTH: password },
    readOnly: true,
    purpose: 'redis',
  });
  void demultiplex(started.attached, () => {}).catch(() => {});
  return { port, password, stop: started.remove };
}
