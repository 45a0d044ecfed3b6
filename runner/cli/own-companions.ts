import { companionFaults } from '../core/companion.ts';
import type { Exercise } from '../core/exercise.ts';
import type { Held } from '../core/sqlite.ts';
import type { Upstream } from '../core/upstream.ts';
import { startLocalCompanions } from '../drivers/local/companions.ts';
import { type OwnCompanions, openCompanions } from '../examine/companions.ts';
import type { TypedCommands } from './typed.ts';

/** What stands beside a program that is run by hand, as the grader would give it. */
export async function startOwnCompanions({
  companions = [],
  upstream,
}: Exercise): Promise<{ readonly beside: OwnCompanions; stop(): Promise<void> }> {
  const started = await startLocalCompanions(companions);
  const open = openCompanions(started.companions, upstream);
  const stop = () => open.close().finally(started.stop);
  try {
    return { beside: await open.create(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What can be done to them by hand, under the words that a report has for it. */
export function typedFaults({ database, redis, sqlite, upstream }: OwnCompanions): TypedCommands {
  const relayed = {
    ...(database === undefined ? {} : { database }),
    ...(redis === undefined ? {} : { redis }),
    ...(upstream === undefined ? {} : { upstream }),
  };
  const faults = Object.entries(relayed).flatMap(([name, companion]) =>
    companionFaults.map((fault) => [`${name} ${fault}`, () => companion[fault]()] as const),
  );
  const locks = sqlite && { 'database lock': held(sqlite.lock), 'database read': held(sqlite.read), 'database unlock': sqlite.unlock };
  const answers = upstream && { 'upstream answer …': answering(upstream) };
  return { ...Object.fromEntries(faults), ...locks, ...answers };
}

/** `PATH STATUS BODY`; the body may be left out, and is JSON where it looks like it. */
function answering(upstream: Upstream): (rest: string) => Promise<void> {
  return async (rest) => {
    const [, path, status, body = ''] = /^(\/\S*) ([1-5]\d\d)(?: (.+))?$/.exec(rest) ?? [];
    if (path === undefined) throw new Error('write it as: upstream answer /path 200 {"some":"json"}');
    const headers = /^[[{]/.test(body) ? { headers: { 'content-type': 'application/json' } } : {};
    await upstream.answer(path, { status: Number(status), ...headers, body });
  };
}

/** A lock that could not be had is told. */
function held(take: () => Promise<Held>): () => Promise<void> {
  return async () => {
    const seen = await take();
    if (seen.kind === 'refused') throw new Error(`SQLite says: ${seen.why}`);
  };
}
