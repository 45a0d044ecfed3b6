import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { check, exercise, nothing, rule } from '../graders/check.ts';
import type { Check } from '../runner/core/check.ts';
import type { Json } from '../runner/core/json.ts';
import { createPaint } from '../runner/report/paint.ts';
import { textReport } from '../runner/report/text/report.ts';
import { gradeServed, type Program } from './support/served.ts';

const about = { title: 'A title', hint: 'A hint.', runs: 'shared', judge: () => ({}) } as const;

const checks: readonly Check[] = [
  check({ ...about, id: 'plain', given: () => ({ ms: 1 }), probe: async () => ({ ms: 1, hint: undefined }) }),
  check({ ...about, id: 'infinite', given: nothing, probe: async () => ({ samples: [{ ms: Number.POSITIVE_INFINITY }] }) }),
  check({ ...about, id: 'empty', given: nothing, probe: async () => undefined }),
  check({ ...about, id: 'dated', given: () => ({ at: new Date(0) }) as unknown as Json, probe: async () => null }),
  check({ ...about, id: 'undrawn', given: (draw) => draw.pick<string>([]), probe: async () => null }),
  check({ ...about, id: 'waiting', needs: ['dated'], given: nothing, probe: async () => null }),
];

const tried = exercise({
  id: 'tried',
  title: 'Tried',
  boot: { ready: { kind: 'tcp' }, readyTimeoutMs: 1_000, environment: [] },
  rules: [rule({ id: 'one', text: 'One.', why: 'Why.', checks })],
});

test('a given or evidence that is not plain JSON is the fault of the check, which says where', async () => {
  const events = await gradeServed(tried, listens, { seed: 1 });
  const verdicts = new Map(events.flatMap((event) => (event.type === 'judged' ? [[event.planned.check.id, event.verdict] as const] : [])));
  expect(verdicts.get('plain')).toEqual({ status: 'pass' });
  expect(because('infinite')).toMatch(/the probe of infinite.*Infinity at samples\[0\]\.ms, which is not plain JSON/);
  expect(because('empty')).toMatch(/the probe of empty.*undefined at the top, which is not plain JSON/);
  expect(because('dated')).toMatch(/the given of dated.*a Date at at, which is not plain JSON/);
  expect(because('undrawn')).toMatch(/the given of undrawn broke: RangeError: pick needs at least one item/);
  expect(verdicts.get('waiting')).toEqual({ status: 'blocked', by: 'dated' });
  expect(events.at(-1)).toMatchObject({ type: 'finished', outcome: 'error' });
  expect(textReport(events, { paint: createPaint(false), all: false, verbose: false })).toContain('Infinity at samples[0].ms');

  function because(id: string): unknown {
    const verdict = verdicts.get(id);
    return verdict?.status === 'error' ? verdict.because : verdict;
  }
});

const listens: Program = async ({ env }) => {
  const server = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(Number(env.PORT), env.HOST, resolve));
  return { stop: async () => void server.close() };
};
