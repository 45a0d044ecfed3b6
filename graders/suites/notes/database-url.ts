import type { ProbedCheck } from '../../../runner/core/check.ts';
import type { Finding } from '../../../runner/core/finding.ts';
import type { ExitSeen } from '../../../runner/core/tools.ts';
import { check, nothing } from '../../check.ts';
import { first, holds } from '../../judge/equal.ts';
import { described } from '../../judge/exit.ts';

type Started = ExitSeen & { readonly log: readonly string[] };

const name = 'DATABASE_URL';
const startMs = 2_000;
/** The server under test has its own. */
export const anyPort = '0';

const anyEnd = [
  { mutant: '*exit code * → 1*', because: 'any code but 0 is right' },
  { mutant: '*exit * → SIG*', because: 'a program may abort, if it says why' },
  { mutant: '*.log: first line twice', because: 'a message may be said twice' },
];

/** A server that was not told its database, or that cannot make sense of it, does not start. */
export function databaseUrlChecks(unusableHint: string): readonly ProbedCheck[] {
  return [
    check({
      id: 'refuses-a-missing-database-url',
      title: `Without ${name} the program ends with a non-zero code and a message that names ${name}`,
      hint: 'Read it with env::var and no default, before you open the port, and put its name into the error.',
      runs: 'shared',
      given: nothing,
      probe: ({ server }) => server.startWith({ PORT: anyPort, [name]: null }, startMs),
      judge: (seen) => ({ exit: endedBadly(seen), message: named(seen) }),
      survives: anyEnd,
    }),
    check({
      id: 'refuses-an-unusable-database-url',
      title: `${name} empty or <a word> ends the program with a non-zero code and a message that names ${name}`,
      hint: unusableHint,
      runs: 'shared',
      given: (draw) => ({ word: draw.word() }),
      probe: async ({ server }, { word }) => [
        await server.startWith({ PORT: anyPort, [name]: '' }, startMs),
        await server.startWith({ PORT: anyPort, [name]: word }, startMs),
      ],
      judge: (seen) => ({ exit: first(seen.map(endedBadly)), message: first(seen.map(named)) }),
      survives: anyEnd,
    }),
  ];
}

function endedBadly(seen: Started): Finding | undefined {
  return holds(seen.kind === 'exited' && seen.code !== 0, 'a non-zero exit code', described(seen));
}

function named(seen: Started): Finding | undefined {
  return holds(
    seen.kind === 'running' || seen.log.some((line) => line.includes(name)),
    `output that names ${name}`,
    seen.log.length === 0 ? 'no output' : seen.log.join('\n'),
  );
}
