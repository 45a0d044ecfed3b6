import { describe, expect, test } from 'vitest';
import { loadExercise } from '../exercises/index.ts';
import { judgedIn } from '../runner/core/event.ts';
import { checkIdsOf } from '../runner/core/exercise.ts';
import { framings } from './support/framing.ts';
import { oddHello } from './support/odd-hello.ts';
import { gradeServed } from './support/served.ts';

const hello = await loadExercise('week1-hello-api');
/** All but what is about a process: signals, and a port that is none. */
const only = checkIdsOf({ ...hello, rules: hello.rules.filter(({ id }) => !['shutdown', 'configuration'].includes(id)) });

describe('a server that says everything in an odd way that HTTP and the spec allow', () => {
  test.each(Object.keys(framings))('passes when it answers %s', async (name) => {
    const program = oddHello((socket, said) => framings[name]?.(socket, said) ?? Promise.resolve());
    const verdicts = judgedIn(await gradeServed(hello, program, { seed: 1, only })).map(({ planned, verdict }) => ({
      id: planned.check.id,
      verdict,
    }));
    expect(verdicts.filter(({ verdict }) => verdict.status !== 'pass')).toEqual([]);
    expect(verdicts.map(({ id }) => id).toSorted()).toEqual(only.toSorted());
  });
});
