import { createHash } from 'node:crypto';
import type { Datagram, Stream, StreamEnd } from '../../runner/core/answer.ts';
import type { Json } from '../../runner/core/json.ts';
import { isObject } from './json.ts';
import { defect, different, type Mutation, tolerated } from './mutation.ts';

const ends: readonly StreamEnd[] = ['open', 'closed', 'reset', 'refused', 'timed-out'];

export function isStream(value: Json): boolean {
  return isObject(value) && typeof value.sha256 === 'string' && typeof value.end === 'string';
}

/** Bytes that are lost, added, changed or out of order, and other ends of the connection. */
export function streamMutations(value: Json): readonly Mutation[] {
  const stream = value as unknown as Stream;
  const kept = Buffer.from(stream.bytes, 'base64');
  const whole = kept.length === stream.length;
  const brought = (bytes: Buffer, length: number): Json => ({
    ...stream,
    bytes: bytes.toString('base64'),
    length,
    // Of what was not kept there is only the digest, and another one stands for other bytes.
    sha256: whole ? digest(bytes) : digest(Buffer.concat([bytes, Buffer.from(stream.sha256)])),
  });
  return different(
    [
      ...byteChanges(kept).map(({ name, bytes }) => defect(name, brought(bytes, stream.length + bytes.length - kept.length))),
      ...ends.filter((end) => end !== stream.end).map((end) => defect(`end ${stream.end} → ${end}`, { ...stream, end })),
      tolerated('a little later', { ...stream, ms: stream.ms + 5 }),
    ],
    value,
  );
}

export function isEnd(value: Json): boolean {
  return typeof value === 'string' && (ends as readonly string[]).includes(value);
}

export function endMutations(value: Json): readonly Mutation[] {
  return ends.filter((end) => end !== value).map((end) => defect(`end ${value} → ${end}`, end));
}

export function isDatagram(value: Json): boolean {
  return (
    isObject(value) &&
    typeof value.ms === 'number' &&
    ((value.kind === 'answer' && 'bytes' in value) || (value.kind === 'none' && 'refused' in value))
  );
}

export function datagramMutations(value: Json): readonly Mutation[] {
  const seen = value as unknown as Datagram;
  if (seen.kind === 'none') return [];
  const answered = (bytes: Buffer): Json => ({ ...seen, bytes: bytes.toString('base64') });
  return different(
    [
      defect('no answer', { kind: 'none', sent: 5, refused: false, ms: 2_000 }),
      defect('refused', { kind: 'none', sent: 5, refused: true, ms: 2_000 }),
      ...byteChanges(Buffer.from(seen.bytes, 'base64')).map(({ name, bytes }) => defect(name, answered(bytes))),
      tolerated('a little later', { ...seen, ms: seen.ms + 5 }),
    ],
    value,
  );
}

function byteChanges(bytes: Buffer): readonly { readonly name: string; readonly bytes: Buffer }[] {
  const more = { name: 'a byte more', bytes: Buffer.concat([bytes, Buffer.from('x')]) };
  if (bytes.length === 0) return [more];
  const half = Math.floor(bytes.length / 2);
  return [
    more,
    { name: 'the first byte lost', bytes: bytes.subarray(1) },
    { name: 'the last byte lost', bytes: bytes.subarray(0, -1) },
    { name: 'the second half lost', bytes: bytes.subarray(0, half) },
    { name: 'nothing came', bytes: Buffer.alloc(0) },
    { name: 'a bit flipped', bytes: Buffer.from(bytes.map((byte, at) => (at === half ? byte ^ 1 : byte))) },
    { name: 'halves changed places', bytes: Buffer.concat([bytes.subarray(half), bytes.subarray(0, half)]) },
    { name: 'twice', bytes: Buffer.concat([bytes, bytes]) },
  ];
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
