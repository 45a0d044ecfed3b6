import { describe, expect, test } from 'vitest';
import type { Json } from '../../runner/core/json.ts';
import { mutationsOf } from './index.ts';

const answer = {
  kind: 'answer',
  status: 201,
  headers: { 'content-type': 'application/json', location: '/tasks/7', date: 'now' },
  body: '{"id":7,"title":"Zoë"}',
  ms: 2,
};
const named = (evidence: Json) => new Map(mutationsOf(evidence).map((mutation) => [mutation.name, mutation]));

describe('mutants of evidence', () => {
  test('an answer may be none, have another status, lack a header, or hold another body', () => {
    const mutants = named(answer);
    expect(mutants.get('status 201 → 200')).toMatchObject({ kind: 'defect', value: { ...answer, status: 200 } });
    expect(mutants.get('reset')?.value).toEqual({ kind: 'reset', ms: 2 });
    expect(mutants.get('header location missing')?.value).toMatchObject({ headers: { 'content-type': 'application/json', date: 'now' } });
    expect(mutants.get('body.title: missing')?.value).toMatchObject({ body: '{"id":7}' });
    expect(mutants.get('body.id: as text')?.value).toMatchObject({ body: '{"id":"7","title":"Zoë"}' });
    // How an answer is framed is HTTP's business.
    expect([...mutants.keys()].filter((name) => name.includes('date'))).toEqual([]);
  });

  test('what is tolerated means the same when it is parsed', () => {
    const bodies = mutationsOf(answer).filter(({ kind, name }) => kind === 'tolerated' && name.startsWith('body'));
    expect(bodies.map(({ name }) => name)).toEqual([
      'body: written over several lines',
      'body: members in another order',
      'body: members that nobody asked for',
      'body: numbers with a fraction of 0',
      'body: letters as \\u escapes',
    ]);
    for (const { value } of bodies) {
      const { body } = value as { readonly body: string };
      expect(body).not.toBe(answer.body);
      expect(JSON.parse(body)).toMatchObject({ id: 7, title: 'Zoë' });
    }
  });

  test('parts are found wherever a probe put them, and what the probe made itself is left alone', () => {
    const mutants = named({ made: { id: 7 }, answers: [answer], end: 'closed', sent: 12 });
    expect(mutants.get('.answers[0]: status 201 → 200')?.value).toMatchObject({ made: { id: 7 }, answers: [{ status: 200 }], sent: 12 });
    expect(mutants.get('.answers[0].body.title: no text')).toBeUndefined();
    expect(mutants.has('.end: end closed → reset')).toBe(true);
    expect(mutants.has('.made.id: one more')).toBe(true);
    expect([...mutants.keys()].filter((name) => name.startsWith('.answers: '))).toEqual([]);
  });

  test.each([
    [
      'a stream',
      { bytes: 'aGVsbG8=', length: 5, sha256: 'x', end: 'closed', ms: 1 },
      ['the last byte lost', 'halves changed places', 'end closed → reset'],
    ],
    ['a datagram', { kind: 'answer', bytes: 'aGVsbG8=', ms: 1 }, ['no answer', 'refused', 'a bit flipped']],
    ['an exit', { kind: 'exited', code: 0, signal: null, ms: 1 }, ['runs on', 'exit code 0 → 1', 'exit 0 → SIGTERM']],
    ['a log', ['GET /a 200', 'GET /b 404'], ['no lines', 'first line missing', 'first line twice']],
    ['a refusal', { refused: true, ms: 1 }, ['refused true → false']],
    ['a load', { samples: [{ ok: true, ms: 1 }], canary: [] }, ['all late', 'one in ten missing']],
    ['what was used', { before: { cpuMs: 1, peakBytes: 1 }, after: { cpuMs: 2, peakBytes: 2 } }, ['busy', 'memory grown']],
    ['a saturation', { answered: 9, perSecond: 30, lost: [] }, ['some lost', 'none answered']],
    ['a run', { passedOnlyAlone: [], sharedServerEnded: null }, ['a check passed only alone']],
    ['a record', { before: [1, 2] }, ['.before: no items', '.before: in reverse', '.before[0]: one more']],
  ])('%s knows what can be wrong with it', (_, evidence, names) => {
    const mutants = named(evidence);
    for (const name of names) expect(mutants.get(name), name).toMatchObject({ kind: 'defect' });
  });

  test('every mutant is plain JSON and differs from what it came from', () => {
    for (const { value } of mutationsOf({ a: answer, b: [answer], log: ['GET /a 200'] })) {
      expect(JSON.parse(JSON.stringify(value))).toEqual(value);
      expect(value).not.toEqual({ a: answer, b: [answer], log: ['GET /a 200'] });
    }
  });
});
