import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tarOf, zipOf } from '../../../test/support/archives.ts';
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
