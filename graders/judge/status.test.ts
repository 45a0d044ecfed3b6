import { expect, test } from 'vitest';
import type { Answer } from '../../runner/core/answer.ts';
import { answered } from '../../test/support/answer.ts';
import { status } from './status.ts';

test.each<[string, Answer, readonly [number, ...number[]]]>([
  ['the right one', answered(200), [200]],
  ['one of several right ones', answered(404), [400, 404]],
  ['whatever the headers and the body are', answered(204, '', { connection: 'close', 'x-more': '1' }), [204]],
])('right: %s', (_, answer, right) => {
  expect(status(answer, ...right)).toBeUndefined();
});

test.each<[string, Answer, readonly [number, ...number[]], object]>([
  [
    'another',
    answered(200, 'ok'),
    [201],
    { expected: ['status 201'], actual: 'status 200, body ok', hint: expect.stringContaining('CREATED') },
  ],
  ['none of several', answered(500), [400, 404], { expected: ['status 400', 'status 404'], actual: 'status 500 with an empty body' }],
  ['an error as a success', answered(200, '{"error":{}}'), [404], { hint: expect.stringContaining('Set the status') }],
  ['a body where none is asked for', answered(200, '{}'), [204], { hint: expect.stringContaining('NO_CONTENT') }],
  ['closed', { kind: 'closed', ms: 1 }, [200], { actual: expect.stringContaining('closed'), hint: expect.stringContaining('panic') }],
  ['reset', { kind: 'reset', ms: 1 }, [200], { actual: expect.stringContaining('RST') }],
  ['refused', { kind: 'refused', ms: 1 }, [200], { actual: expect.stringContaining('refused') }],
  ['too late', { kind: 'timed-out', ms: 5_000.4 }, [200], { actual: 'no whole answer after 5000 ms' }],
  ['no HTTP', { kind: 'not-http', bytes: 'hello', ms: 1 }, [200], { actual: 'bytes that are not HTTP: hello' }],
])('wrong: %s', (_, answer, right, finding) => {
  expect(status(answer, ...right)).toMatchObject(finding);
});

test('what was taken for good leaves the hint to its check', () => {
  expect(status(answered(200, '{}'), 404)?.hint).toBeUndefined();
});
