import type { Rule } from '../../runner/core/exercise.ts';
import { check, rule } from '../check.ts';
import { holds } from '../judge/equal.ts';
import { described } from '../judge/exit.ts';

/** A program that was set up wrongly says so and ends, instead of running on something else. */
export const configurationRule: Rule = rule({
  id: 'configuration',
  text: 'The server binds `HOST` and `PORT`. If `PORT` is not a port number it ends at once with a non-zero exit code and a message that names `PORT`.',
  why: 'A service that falls back to a default in silence is found by nobody, until the wrong one answers.',
  checks: [
    check({
      id: 'refuses-a-bad-port',
      title: 'PORT=<a word> ends the program with a non-zero code and a message that names PORT',
      hint: 'Parse PORT with str::parse::<u16>, and give the error the name of the variable before you return it from main.',
      runs: 'shared',
      given: (draw) => ({ port: draw.word() }),
      probe: ({ server }, { port }) => server.startWith({ PORT: port }, 3_000),
      judge: (seen) => ({
        exit: holds(seen.kind === 'exited' && seen.code !== 0, 'a non-zero exit code', described(seen)),
        message: holds(
          seen.kind === 'running' || seen.log.some((line) => line.includes('PORT')),
          'output that names PORT',
          seen.log.length === 0 ? 'no output' : seen.log.join('\n'),
        ),
      }),
      survives: [
        { mutant: 'exit code * → 1*', because: 'any code but 0 is right' },
        { mutant: 'exit * → SIG*', because: 'a program may abort, if it says why' },
        { mutant: '.log: first line twice', because: 'a message may be said twice' },
      ],
    }),
  ],
});
