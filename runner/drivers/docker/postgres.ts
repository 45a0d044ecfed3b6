import { postgresSettings } from '../postgres.ts';
import { type CompanionPlace, startContainer } from './containers.ts';
import { demultiplex } from './demultiplex.ts';
import { imageNames } from './engine.ts';

export interface PostgresContainer {
  readonly port: number;
  stop(): Promise<void>;
}

const port = 5_432;

/** Postgres on the agent's loopback, its data in memory: no other network is needed, and nobody else reaches it. */
export async function startPostgres({ docker, agentId, limits }: CompanionPlace): Promise<PostgresContainer> {
  const postgres = ['/postgres/postgres', '-D', '/data/kata', ...postgresSettings(port)];
  const started = await startContainer({
    docker,
    image: imageNames.postgres,
    command: ['sh', '-c', 'cp -a /template /data/kata && exec "$@"', 'sh', ...postgres],
    limits,
    network: { of: agentId },
    readOnly: true,
    purpose: 'postgres',
  });
  void demultiplex(started.attached, () => {}).catch(() => {});
  return { port, stop: started.remove };
}
