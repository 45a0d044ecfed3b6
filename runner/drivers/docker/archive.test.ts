import { extract } from 'tar-stream';
import { expect, test } from 'vitest';
import { archive } from './archive.ts';

test('no file is older than what was there before it was packed', async () => {
  const before = Date.now();
  const packed = await archive([{ path: 'work/submission/src/main.rs', content: Buffer.from('fn main() {}') }], 10_001);
  const unpack = extract();
  unpack.end(packed);
  const times: number[] = [];
  for await (const entry of unpack) {
    times.push(entry.header.mtime?.getTime() ?? 0);
    entry.resume();
  }
  expect(times).toHaveLength(3);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(before);
});
