import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Stream, StreamEnd } from '../../runner/core/answer.ts';
import { bytes, datagram, endedAs } from './stream.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const streamed = (text: string, end: StreamEnd = 'open'): Stream => ({
  bytes: base64(text.slice(0, 16 * 1024)),
  length: Buffer.byteLength(text),
  sha256: createHash('sha256').update(text).digest('hex'),
  end,
  ms: 3,
});
const long = 'abcdefg'.repeat(4_000);

describe('a stream', () => {
  test.each<[string, Stream, string]>([
    ['the same bytes', streamed('hello\n'), 'hello\n'],
    ['however it ended', streamed('hello\n', 'reset'), 'hello\n'],
    ['none where none are asked for', streamed('', 'closed'), ''],
    ['more than is kept', streamed(long), long],
  ])('right: %s', (_, stream, wanted) => {
    expect(bytes(stream, base64(wanted))).toBeUndefined();
  });

  test.each<[string, Stream, string, object]>([
    [
      'another byte',
      streamed('hallo\n'),
      'hello\n',
      { expected: ['6 bytes "hello\\n"'], actual: '6 bytes "hallo\\n" (differs at byte 1); the connection was still open' },
    ],
    ['a byte less', streamed('hello', 'closed'), 'hello\n', { actual: '5 bytes "hello"; closed (FIN)' }],
    ['a byte more', streamed('hello\nx'), 'hello\n', { actual: '7 bytes "hello\\nx"; the connection was still open' }],
    ['none at all', streamed('', 'reset'), 'hello\n', { actual: 'no bytes; reset (RST)' }],
    [
      'some where none are asked for',
      streamed('hi'),
      '',
      { expected: ['no bytes'], actual: '2 bytes "hi"; the connection was still open' },
    ],
    ['other bytes than are kept', streamed(`${long}x`), `${long}y`, { actual: expect.stringMatching(/differs after byte 16384/) }],
    ['the rest of a buffer', streamed('hi\0\0\0'), 'hi', { hint: expect.stringContaining('rest of your buffer') }],
  ])('wrong: %s', (_, stream, wanted, finding) => {
    expect(bytes(stream, base64(wanted))).toMatchObject(finding);
  });

  test('its end is one of those that are right', () => {
    expect(endedAs(streamed('', 'closed'), 'closed')).toBeUndefined();
    expect(endedAs(streamed('', 'reset'), 'closed', 'reset')).toBeUndefined();
    expect(endedAs(streamed('', 'open'), 'closed', 'reset')).toEqual({
      expected: ['closed (FIN)', 'reset (RST)'],
      actual: 'the connection was still open',
    });
  });
});

describe('a datagram', () => {
  const answer = (text: string) => ({ kind: 'answer', bytes: base64(text), ms: 1 }) as const;

  test.each(['hello', ''])('right: the same bytes ("%s")', (text) => {
    expect(datagram(answer(text), base64(text))).toBeUndefined();
  });

  test.each([
    [
      'none',
      { kind: 'none', sent: 5, refused: false, ms: 1 } as const,
      'hi',
      { expected: ['2 bytes "hi"'], actual: 'no answer, though it was sent 5 times' },
    ],
    [
      'refused',
      { kind: 'none', sent: 5, refused: true, ms: 1 } as const,
      'hi',
      { actual: expect.stringContaining('port unreachable'), hint: expect.stringContaining('UdpSocket') },
    ],
    ['none for an empty one', { kind: 'none', sent: 5, refused: false, ms: 1 } as const, '', { expected: ['an empty datagram'] }],
    ['an empty one', answer(''), 'hi', { actual: 'an empty datagram' }],
    ['other bytes', answer('ho'), 'hi', { actual: '2 bytes "ho" (differs at byte 1)' }],
    ['the rest of a buffer', answer('hi\0\0'), 'hi', { hint: expect.stringContaining('rest of your buffer') }],
  ])('wrong: %s', (_, seen, wanted, finding) => {
    expect(datagram(seen, base64(wanted))).toMatchObject(finding);
  });
});
