import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tarHeader, tarOf, zipOf } from '../../../test/support/archives.ts';
import { createIntake } from './intake.ts';
import { readInto } from './open.ts';

const entries = [
  { name: 'Cargo.toml', content: '[package]\nname = "a"\n' },
  { name: 'src/main.rs', content: 'fn main() {}\n'.repeat(50) },
  { name: `src/${'long'.repeat(40)}.rs`, content: '' },
];
const tar = await tarOf(entries);

test.each([
  ['zip', zipOf(entries)],
  ['tar', tar],
  ['tar.gz', gzipSync(tar)],
])('a damaged %s is read or refused, and never more than it may be', async (_, whole) => {
  const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) });
  const damaged = fc.tuple(fc.array(change, { maxLength: 8 }), fc.nat(whole.length)).map(([changes, cut]) => {
    const bytes = Buffer.from(whole.subarray(0, changes.length % 2 === 0 ? whole.length : cut));
    for (const { at, byte } of changes) if (at < bytes.length) bytes[at] = byte;
    return bytes;
  });
  await fc.assert(
    fc.asyncProperty(damaged, async (bytes) => {
      const intake = createIntake('x', bytes.length);
      await readInto(intake, bytes).catch((error) => expect(error).toBeInstanceOf(Error));
      const { files, inflatedBytes } = intake.taken();
      for (const path of files.keys()) expect(path).not.toMatch(/^\/|(^|\/)\.\.(\/|$)/);
      expect(inflatedBytes).toBeLessThan(2 * 1024 * 1024);
    }),
    { numRuns: 1_500 },
  );
});

test('a tar of any headers in any order comes to an end', async () => {
  const records = fc.constantFrom(
    '',
    '9 size=5\n',
    '12 size=9999\n',
    '10 path=a\n',
    '15 path=../../a\n',
    '13 size=abcd\n',
    '9999 x=y\n',
    '0 x\n',
  );
  const header = fc.record({
    name: fc.constantFrom('a', 'a/', 'b/c', 'target/x', '', '.', '../x', 'Cargo.toml'),
    sizeBytes: fc.oneof(fc.constantFrom(0, 512, 8 * 1024 * 1024), fc.nat(2_000)),
    type: fc.constantFrom(...'01234567xgLKSVMD', '\0', ' '),
    body: fc.option(records, { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(header, { maxLength: 8 }), fc.nat(4), async (headers, blocks) => {
      const parts = headers.flatMap(({ name, sizeBytes, type, body }) => {
        const block = Buffer.alloc(512);
        block.write(body ?? '');
        return [tarHeader(name, sizeBytes, type), ...(body === undefined ? [] : [block])];
      });
      const bytes = Buffer.concat([...parts, Buffer.alloc(512 * blocks)]);
      const reading = readInto(createIntake('x', undefined), bytes).catch((error) => expect(error).toBeInstanceOf(Error));
      const tooLong = new Promise((resolve) => setTimeout(resolve, 5_000, 'too long').unref());
      expect(await Promise.race([reading, tooLong])).not.toBe('too long');
    }),
    { numRuns: 3_000 },
  );
});
