import { expect, test } from 'vitest';
import { check, holds, status } from '../../graders/index.ts';
import type { Answer } from '../core/answer.ts';
import type { ProbedCheck, Survivor } from '../core/check.ts';
import type { Findings } from '../core/finding.ts';
import { proveJudge } from './judges.ts';

const answer: Answer = {
  kind: 'answer',
  status: 200,
  headers: { 'content-type': 'application/json', etag: '"1"' },
  body: '{"id":7}',
  ms: 1,
};

test('a defect that the judge does not find survives, unless the check says why', () => {
  const onStatus = (seen: Answer) => ({ status: status(seen, 200) });
  expect(proved(onStatus).survivors).toContain('body.id: one more');
  const excused = proved(onStatus, [{ mutant: '*body*', because: 'the body is open' }]);
  expect(excused).toMatchObject({ survivors: [], stale: [], broke: [], keys: ['status'], filled: ['status'] });
  expect(excused.excused).toBeGreaterThan(3);
});

test('a reason that excuses nothing is stale', () => {
  const survives = [
    { mutant: '*body*', because: 'the body is open' },
    { mutant: 'status 200 → *', because: 'no reason at all' },
  ];
  expect(proved((seen) => ({ status: status(seen, 200) }), survives).stale).toEqual(['status 200 → *']);
});

test('a judge that finds fault with what HTTP leaves open is told', () => {
  const pedantic = proved((seen) => ({ body: holds(seen.kind === 'answer' && seen.body === '{"id":7}', 'this text', 'another') }));
  expect(pedantic.intolerant).toContain('body: members that nobody asked for');
});

test('a header counts where the judge reads it', () => {
  const reads = proved((seen) => ({
    etag: holds(seen.kind === 'answer' && 'etag' in seen.headers && seen.headers.etag === '"1"', 'this', 'that'),
  }));
  expect(reads.survivors.filter((name) => name.startsWith('header'))).toEqual([]);
  expect(reads.filled).toEqual(['etag']);
  const present = proved((seen) => ({ etag: holds(seen.kind === 'answer' && seen.headers.etag !== undefined, 'some', 'none') }));
  expect(present.survivors.filter((name) => name.startsWith('header'))).toEqual(['header etag changed']);
});

test('a judge that throws is told with the mutant', () => {
  const fragile = proved((seen) => ({ id: holds(seen.kind === 'answer' && JSON.parse(seen.body).id === 7, '7', 'another') }));
  expect(fragile.broke).toContainEqual(expect.stringMatching(/^body cut short: .*JSON/));
});

test('a key that no defect fills is not among the filled', () => {
  expect(proved((seen) => ({ status: status(seen, 200), never: undefined }))).toMatchObject({
    keys: ['status', 'never'],
    filled: ['status'],
  });
});

function proved(judge: (seen: Answer) => Findings, survives: readonly Survivor[] = []) {
  const tried: ProbedCheck = check({
    id: 'tried',
    title: 'tried',
    hint: 'none',
    runs: 'shared',
    given: () => null,
    probe: ({ http }) => http.get('/'),
    judge,
    survives,
  });
  const planned = { check: tried, rule: { id: 'tried', text: '', why: '', checks: [tried] }, ruleNumber: 1 };
  const probed = { evidence: JSON.parse(JSON.stringify(answer)), steps: [], log: [], ms: 1 };
  return proveJudge({ type: 'judged', planned, verdict: { status: 'pass' }, given: null, probed });
}
