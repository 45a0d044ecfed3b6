import { expect, test } from 'vitest';
import { answered } from '../../test/support/answer.ts';
import { allows, header, jsonType } from './header.ts';

const typed = (type: string) => answered(200, '{}', { 'content-type': type });
const allowing = (methods: string) => answered(405, '', { allow: methods });

test.each([
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset="UTF-8"',
  'Application/JSON',
  'application/json ;q=1',
])('right: content-type %s', (type) => {
  expect(jsonType(typed(type))).toBeUndefined();
});

test.each(['text/plain', 'text/plain; charset=utf-8', 'application/jsonp', 'text/json', 'application/octet-stream', ''])(
  'wrong: content-type %s',
  (type) => {
    expect(jsonType(typed(type))).toEqual({ expected: ['content-type: application/json'], actual: `content-type: ${type}` });
  },
);

test('wrong: no content-type', () => {
  expect(jsonType(answered(200, '{}'))).toEqual({ expected: ['content-type: application/json'], actual: 'no content-type header' });
});

test.each(['GET, POST', 'POST,GET', 'GET,HEAD, POST , OPTIONS', 'get, post'])('right: Allow: %s', (methods) => {
  expect(allows(allowing(methods), ['GET', 'POST'])).toBeUndefined();
});

test.each(['', 'GET', 'POSTS, GET', 'GET POST', 'HEAD, OPTIONS'])('wrong: Allow: %s', (methods) => {
  expect(allows(allowing(methods), ['GET', 'POST'])).toEqual({ expected: ['allow: GET, POST'], actual: `allow: ${methods}` });
});

test('wrong: no Allow', () => {
  expect(allows(answered(405), ['GET'])).toEqual({ expected: ['allow: GET'], actual: 'no allow header' });
});

test('a header is found by its name in any case', () => {
  expect(header(answered(200, '', { 'x-time': '1' }), 'X-Time', '<a number>', (value) => value === '1')).toBeUndefined();
});

test('where there is no answer, the status tells it and the headers are silent', () => {
  expect(header({ kind: 'closed', ms: 1 }, 'x-time', '<a number>', () => false)).toBeUndefined();
});
