import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { deflatedZeros, type ZipEntry, zipOf } from '../../../test/support/archives.ts';
import { archiveBounds } from './bounds.ts';
import { createIntake } from './intake.ts';
import { readInto } from './open.ts';

const mebibyte = 1024 * 1024;
const manifest = { name: 'Cargo.toml', content: '[package]\nname = "a"\n' };

test('files are taken, stored and deflated; folders and what no build needs are not', async () => {
  const { files } = await read(
    zipOf([
      { name: 'a/', mode: 0o040755 },
      { name: 'a/Cargo.toml', content: 'manifest' },
      { name: 'a/src/größe.rs', content: 'fn main() {}', stored: true },
      { name: 'a/target/debug/a', content: 'binary' },
      { name: '__MACOSX/a/._Cargo.toml', content: 'apple' },
      { name: 'a/src/._main.rs', content: 'apple' },
    ]),
  );
  expect([...files].map(([path, content]) => [path, content.toString()])).toEqual([
    ['a/Cargo.toml', 'manifest'],
    ['a/src/größe.rs', 'fn main() {}'],
  ]);
});

const noise = randomBytes(4 * mebibyte);
const gibibyte = deflatedZeros(1024);

test.each<[string, ZipEntry, RegExp, number]>([
  ['that says so', { name: 'bomb', deflated: gibibyte, claimedBytes: 1024 * mebibyte }, /bomb is over 4 MB/, 0],
  ['that claims to be small', { name: 'bomb', deflated: gibibyte, claimedBytes: 100 }, /bomb is larger than the archive says/, 64 * 1024],
  ['that claims just what may be', { name: 'bomb', deflated: gibibyte, claimedBytes: 4 * mebibyte }, /bomb is larger/, 5 * mebibyte],
])('a gibibyte of zeros %s is stopped by what comes out of it', async (_, bomb, why, atMostBytes) => {
  const zip = zipOf([manifest, bomb]);
  expect(zip.length).toBeLessThan(2 * mebibyte);
  const intake = createIntake('x.zip', zip.length);
  await expect(readInto(intake, zip)).rejects.toThrow(why);
  expect(intake.taken().inflatedBytes).toBeLessThan(atMostBytes + 64 * 1024);
});

test('many files that are each small enough are stopped by their ratio', async () => {
  const content = Buffer.alloc(512 * 1024);
  const zip = zipOf(Array.from({ length: 60 }, (_, at) => ({ name: `zeros-${at}`, content })));
  const intake = createIntake('x.zip', zip.length);
  await expect(readInto(intake, zip)).rejects.toThrow(/more than 100 times its size/);
  expect(intake.taken().inflatedBytes).toBeLessThan(100 * zip.length + 64 * 1024);
});

test('entries that share their bytes are counted each', async () => {
  const content = Buffer.alloc(mebibyte);
  const same = Array.from({ length: 40 }, (_, at) => ({ name: `same-${at}`, content, ...(at === 0 ? {} : { sameAs: 0 }) }));
  const zip = zipOf(same);
  const intake = createIntake('x.zip', zip.length);
  await expect(readInto(intake, zip)).rejects.toThrow(/times its size/);
  expect(intake.taken().inflatedBytes).toBeLessThan(2 * mebibyte);
});

test.each<[string, readonly ZipEntry[], RegExp]>([
  ['a symbolic link', [{ name: 'src/main.rs', content: '/etc/passwd', mode: 0o120777 }], /src\/main\.rs is a symbolic link/],
  ['a device', [{ name: 'null', mode: 0o020666 }], /null is a device/],
  ['a named pipe', [{ name: 'pipe', mode: 0o010644 }], /pipe is a named pipe/],
  ['a socket', [{ name: 'socket', mode: 0o140644 }], /socket is a socket/],
  ['what is nothing at all', [{ name: 'odd', mode: 0o150644 }], /odd is of an unknown kind/],
  ['an encrypted file', [{ name: 'secret', content: 'x', flags: 1 }], /secret is encrypted/],
  ['another compression', [{ name: 'new', content: 'x', method: 93 }], /new is compressed in a way .* \(method 93\)/],
  ['a wrong checksum', [{ name: 'damaged', content: 'x', crc: 1 }], /damaged is damaged/],
  ['less than is claimed', [{ name: 'short', content: 'x', claimedBytes: 5 }], /short is shorter/],
  ['a claim of four gigabytes', [{ name: 'huge', content: 'x', claimedBytes: 0xfffffffe }], /huge is over 4 MB/],
  ['bytes that are not deflated', [{ name: 'noise', deflated: Buffer.from('ffffffff', 'hex'), claimedBytes: 4 }], /./],
  ['a file twice', [manifest, manifest], /Cargo\.toml is there twice/],
  ['a name that is not UTF-8', [{ name: Buffer.from([0x61, 0xff]) }], /not UTF-8/],
  ['a folder with content', [{ name: 'folder/', content: 'x' }], /folder\/ is a folder with content/],
])('%s is refused', async (_, entries, why) => {
  await expect(read(zipOf(entries))).rejects.toThrow(why);
});

test('a part of several, a cut one and an empty one are told apart', async () => {
  await expect(read(zipOf([manifest], { disk: 1 }))).rejects.toThrow(/multi-disk/);
  await expect(read(zipOf([manifest]).subarray(0, 60))).rejects.toThrow(/truncated/);
  expect((await read(zipOf([]))).files.size).toBe(0);
});

test('more entries than may be are refused before they are read, and no less when there are more than the end says', async () => {
  const many = Array.from({ length: archiveBounds.entries + 1 }, (_, at) => ({ name: `target/${at}` }));
  await expect(read(zipOf(many))).rejects.toThrow(/more than 10000 files and folders/);
  await expect(read(zipOf([manifest], { count: 60_000 }))).rejects.toThrow(/more than 10000 files and folders/);
});

test.each<[string, readonly ZipEntry[], RegExp]>([
  ['files that are too many', Array.from({ length: 2_001 }, (_, at) => ({ name: `src/${at}.rs` })), /more than 2000 files$/],
  [
    'files that are too much together',
    Array.from({ length: 9 }, (_, at) => ({ name: `${at}`, content: noise, stored: true })),
    /holds more than 32 MB/,
  ],
])('%s are refused', async (_, entries, why) => {
  await expect(read(zipOf(entries))).rejects.toThrow(why);
});

async function read(packed: Buffer) {
  const intake = createIntake('x.zip', packed.length);
  await readInto(intake, packed);
  return intake.taken();
}
