import { request } from 'node:http';
import { UsageError } from '../../core/fault.ts';

export const imageNames = {
  build: 'kata/build:web',
  run: 'kata/run',
  agent: 'kata/agent',
  postgres: 'kata/postgres',
  redis: 'kata/redis',
} as const;

export type EngineState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'no-engine'; readonly why: string }
  | { readonly kind: 'no-images'; readonly why: string };

const timeoutMs = 2_000;

/** Whether an engine answers and has kata's images, asked with as little as possible loaded. */
export async function engineState(dockerHost: string | undefined): Promise<EngineState> {
  const ping = await ask(dockerHost, '/_ping');
  if (ping !== 200) return { kind: 'no-engine', why: 'no Docker engine answers' };
  const found = await Promise.all(Object.values(imageNames).map((name) => ask(dockerHost, `/images/${name}/json`)));
  const missing = Object.values(imageNames).filter((_, at) => found[at] !== 200);
  return missing.length === 0 ? { kind: 'ready' } : { kind: 'no-images', why: `the engine has no image ${missing.join(', ')}` };
}

/** Where an engine is: a socket or a TCP address, from DOCKER_HOST as Docker's own client reads it. */
export function engineAddress(
  dockerHost: string | undefined,
): { readonly socketPath: string } | { readonly host: string; readonly port: number } {
  if (dockerHost === undefined || dockerHost === '') return { socketPath: '/var/run/docker.sock' };
  const url = URL.canParse(dockerHost) ? new URL(dockerHost) : undefined;
  if (url?.protocol === 'unix:') return { socketPath: url.pathname };
  if (url?.protocol === 'tcp:' || url?.protocol === 'http:') {
    return { host: url.hostname, port: Number(url.port === '' ? 2375 : url.port) };
  }
  throw new UsageError(`DOCKER_HOST is ${dockerHost}`, 'set it like unix:///var/run/docker.sock, or leave it out');
}

function ask(dockerHost: string | undefined, path: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const asked = request({ ...engineAddress(dockerHost), path, timeout: timeoutMs }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => resolve(undefined));
    asked.end();
  });
}
