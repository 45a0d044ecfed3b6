import { createHash } from 'node:crypto';
import type { Datagram, Stream, StreamEnd } from '../../runner/core/answer.ts';
import type { Finding } from '../../runner/core/finding.ts';
import { ending } from './outcome.ts';

const wholeBytes = 512;
const headBytes = 64;
const escapes: { readonly [byte: number]: string } = { 9: '\\t', 10: '\\n', 13: '\\r', 34: '\\"', 92: '\\\\' };

/** The stream brought exactly these bytes (base64), in this order. */
export function bytes(stream: Stream, expected: string): Finding | undefined {
  const wanted = Buffer.from(expected, 'base64');
  if (stream.length === wanted.length && stream.sha256 === sha256(wanted)) return undefined;
  const got = Buffer.from(stream.bytes, 'base64');
  return {
    expected: [shownAs(wanted, wanted.length)],
    actual: `${shownAs(got, stream.length)}${differing(wanted, got, stream.length)}; ${ending(stream.end)}`,
    ...hinted(wanted, got),
  };
}

/** The connection ended this way. */
export function endedAs(stream: Stream, ...right: readonly [StreamEnd, ...StreamEnd[]]): Finding | undefined {
  if (right.includes(stream.end)) return undefined;
  const [first, ...others] = right;
  return { expected: [ending(first), ...others.map(ending)], actual: ending(stream.end) };
}

/** The datagram was answered by one with exactly these bytes (base64). An empty answer is an answer. */
export function datagram(seen: Datagram, expected: string): Finding | undefined {
  if (seen.kind === 'answer' && seen.bytes === expected) return undefined;
  const wanted = Buffer.from(expected, 'base64');
  const expectation = [wanted.length === 0 ? 'an empty datagram' : shownAs(wanted, wanted.length)] as const;
  if (seen.kind === 'none') return { expected: expectation, ...unanswered(seen) };
  const got = Buffer.from(seen.bytes, 'base64');
  const actual = got.length === 0 ? 'an empty datagram' : `${shownAs(got, got.length)}${differing(wanted, got, got.length)}`;
  return { expected: expectation, actual, ...hinted(wanted, got) };
}

/** Bytes as the text of a `printf`, with how many there are. */
function shownAs(data: Buffer, length: number): string {
  if (length === 0) return 'no bytes';
  const shown = data.subarray(0, length > wholeBytes ? headBytes : length);
  return `${length} ${length === 1 ? 'byte' : 'bytes'} "${[...shown].map(escaped).join('')}${length > shown.length ? '…' : ''}"`;
}

function unanswered({ sent, refused }: Datagram & { readonly kind: 'none' }): { readonly actual: string; readonly hint?: string } {
  const actual = `no answer, though it was sent ${sent} times`;
  if (!refused) return { actual };
  return {
    actual: `${actual}: nothing takes it there (ICMP port unreachable)`,
    hint: 'Bind a tokio::net::UdpSocket to the same HOST and PORT as the listener: the two do not clash. Do not connect it to a sender, and let nothing end its task.',
  };
}

function differing(wanted: Buffer, got: Buffer, length: number): string {
  const at = firstDifference(wanted, got);
  if (at < Math.min(wanted.length, got.length)) return ` (differs at byte ${at})`;
  return length === wanted.length ? ` (differs after byte ${at})` : '';
}

/** Zeros that nobody sent are the rest of a read buffer. */
function hinted(wanted: Buffer, got: Buffer): { readonly hint?: string } {
  const at = firstDifference(wanted, got);
  const padded = at > 0 && at < got.length && got.length > wanted.length && got.subarray(at).every((byte) => byte === 0);
  return padded ? { hint: 'The zeros are the rest of your buffer: a read fills n bytes of it, so send &buffer[..n].' } : {};
}

/** Where the two part; the shorter one's length if they do not. */
function firstDifference(wanted: Buffer, got: Buffer): number {
  const at = wanted.findIndex((byte, index) => index >= got.length || byte !== got[index]);
  return at === -1 ? wanted.length : at;
}

function escaped(byte: number): string {
  return escapes[byte] ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`);
}

function sha256(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
