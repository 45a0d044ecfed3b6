import { PassThrough, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { demultiplex } from './demultiplex.ts';

test('5,000 frames of one byte in one chunk do not exhaust the stack', async () => {
  const frames = Buffer.concat(Array.from({ length: 5_000 }, () => frame(1, 'x')));
  expect(await taken(Readable.from([frames]))).toEqual({ stdout: 'x'.repeat(5_000), stderr: '' });
});

test('frames may be cut anywhere, even in their headers', async () => {
  const bytes = Buffer.concat([frame(1, 'one\n'), frame(2, 'two\n'), frame(1, ''), frame(1, 'three\n')]);
  const single = Readable.from([...bytes].map((byte) => Buffer.from([byte])));
  expect(await taken(single)).toEqual({ stdout: 'one\nthree\n', stderr: 'two\n' });
});

test('a frame larger than any chunk is handed on as it comes', async () => {
  const sizes: number[] = [];
  const large = frame(1, 'y'.repeat(1_000_000));
  const chunks = Array.from({ length: 100 }, (_, at) => large.subarray(at * 10_001, (at + 1) * 10_001));
  await demultiplex(Readable.from(chunks), (_, bytes) => void sizes.push(bytes.length));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(10_001);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(1_000_000);
});

test('the stream is read no faster than its bytes are taken', async () => {
  const source = new PassThrough({ highWaterMark: 1_024 });
  let release = () => {};
  const done = demultiplex(
    source,
    () =>
      new Promise<void>((resolve) => {
        release = resolve;
      }),
  );
  source.write(frame(1, 'first'));
  await new Promise((resolve) => setImmediate(resolve));
  let writable = true;
  for (let round = 0; round < 100 && writable; round += 1) writable = source.write(frame(1, 'z'.repeat(100)));
  expect(writable).toBe(false);
  source.destroy();
  release();
  await expect(done).rejects.toThrow();
});

function frame(stream: 1 | 2, text: string): Buffer {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
}

async function taken(stream: Readable) {
  const seen = { stdout: '', stderr: '' };
  await demultiplex(stream, (name, bytes) => {
    seen[name] += bytes.toString();
  });
  return seen;
}
