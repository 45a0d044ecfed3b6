import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { loadExercises } from '../exercises/index.ts';
import { check, exercise, rule } from '../graders/check.ts';
import { base64 } from '../graders/tcp/bytes.ts';
import type { Check, ProbedCheck } from '../runner/core/check.ts';
import type { Json } from '../runner/core/json.ts';
import { drawGiven } from '../runner/given.ts';
import { selectChecks } from '../runner/plan.ts';
import { jsonReport } from '../runner/report/json.ts';
import { gradeServed, type Program } from './support/served.ts';

describe('the order of a run', () => {
  test('is another one for another seed, and the report keeps that of the exercise', async () => {
    const [one, other] = [await graded(1), await graded(2)];
    expect(one.heard.toSorted()).toEqual(ids.toSorted());
    expect(one.heard).not.toEqual(other.heard);
    for (const { report } of [one, other]) expect(report.checks.map(({ id }) => id)).toEqual(ids);
  });

  test.each([1, 2, 3, 4, 5, 6])(
    'with the seed %i what waits longest begins, what is needed comes before, and what is alone or has its turn is',
    async (seed) => {
      const { heard, crowded } = await graded(seed);
      expect(heard[0]).toBe('waits-longest');
      expect(heard.indexOf('needed')).toBeLessThan(heard.indexOf('needs-it'));
      expect(heard.indexOf('needs-it')).toBeLessThan(heard.indexOf('needs-that'));
      expect(heard.slice(-5, -1).toSorted()).toEqual(['alone-1', 'alone-2', 'turn-1', 'turn-2']);
      expect(heard.at(-1)).toBe('needs-a-turn');
      expect(crowded.filter((id) => /^(alone|turn)/.test(id))).toEqual([]);
    },
  );
});

describe.each(await loadExercises())('what $id sends', (built) => {
  const all = selectChecks(built, undefined);
  const givens = (seed: number, only?: readonly string[]) =>
    new Map(selectChecks(built, only).flatMap(({ check }) => (check.kind === 'probed' ? [[check.id, text(drawGiven(check, seed))]] : [])));

  test('is the same byte for byte with the same seed, alone or among all', () => {
    const whole = givens(7);
    for (const { check } of all) {
      for (const [id, given] of givens(7, [check.id])) expect(given, id).toBe(whole.get(id));
    }
  });

  test('differs from seed to seed, wherever a check has inputs', () => {
    const [first = new Map<string, string>(), ...others] = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => givens(seed));
    const same = [...first].filter(([id, given]) => others.every((other) => other.get(id) === given));
    expect(same.filter(([, given]) => given !== text({ given: null }))).toEqual([]);
  });
});

function text(value: unknown): string {
  return JSON.stringify(value);
}

const checks: readonly Check[] = [
  saying('needs-that', { needs: ['needs-it'] }),
  saying('needs-it', { needs: ['needed'] }),
  saying('waits-longest', { waitsMs: 2 }),
  saying('alone-1', { runs: 'alone' }),
  saying('alone-2', { runs: 'alone' }),
  saying('needs-a-turn', { runs: 'shared', needs: ['turn-1'] }),
  saying('turn-1', { runs: 'in-turn' }),
  saying('turn-2', { runs: 'in-turn' }),
  ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => saying(id)),
  saying('needed'),
];
const ids = checks.map(({ id }) => id);

const tried = exercise({
  id: 'tried',
  title: 'Tried',
  boot: { ready: { kind: 'tcp' }, readyTimeoutMs: 1_000, environment: [] },
  rules: [rule({ id: 'one', text: 'One.', why: 'Why.', checks })],
});

/** A check that says its name to the server. */
function saying(id: string, more: Partial<Pick<ProbedCheck, 'runs' | 'needs' | 'waitsMs'>> = {}): Check {
  return check({
    id,
    title: id,
    hint: id,
    runs: 'own',
    ...more,
    given: () => id,
    probe: async ({ tcp, waiting }, given: Json) => {
      const client = await tcp.connect();
      const echoed = await client.exchange([base64(String(given))]);
      waiting();
      return echoed;
    },
    judge: ({ length }) => ({ echo: length === id.length ? undefined : { expected: [id], actual: `${length} bytes` } }),
  });
}

async function graded(seed: number) {
  const heard: string[] = [];
  const crowded: string[] = [];
  let here = 0;
  const echoes: Program = async ({ env }) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', (data) => {
        here += 1;
        heard.push(String(data));
        if (here > 1) crowded.push(String(data));
        socket.once('close', () => {
          here -= 1;
        });
        socket.write(data);
      });
    });
    await new Promise<void>((resolve) => server.listen(Number(env.PORT), env.HOST, resolve));
    return { stop: async () => void server.close() };
  };
  const events = await gradeServed(tried, echoes, { seed });
  expect(events.at(-1)).toMatchObject({ type: 'finished', outcome: 'passed' });
  const report: { readonly checks: readonly { readonly id: string }[] } = JSON.parse(jsonReport(events));
  return { heard, crowded, report };
}
