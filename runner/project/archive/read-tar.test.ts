import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { gzippedWithZeros, type TarEntry, tarHeader, tarOf } from '../../../test/support/archives.ts';
import { createIntake } from './intake.ts';
import { readInto } from './open.ts';

const mebibyte = 1024 * 1024;
const manifest = { name: 'Cargo.toml', content: '[package]\nname = "a"\n' };

test('files are taken, packed from inside the folder or from above, compressed or not', async () => {
  const long = `src/${'deep/'.repeat(15)}${'long'.repeat(40)}.rs`;
  const tar = await tarOf([
    { name: './', type: 'directory' },
    { name: './Cargo.toml', content: 'manifest' },
    { name: long, content: 'x' },
  ]);
  for (const packed of [tar, gzipSync(tar)]) expect([...(await read(packed)).files.keys()]).toEqual(['Cargo.toml', long]);
});

test.each<[string, readonly TarEntry[], RegExp]>([
  ['a symbolic link', [{ name: 'src/main.rs', type: 'symlink', linkname: '/etc/passwd' }], /src\/main\.rs is a symbolic link/],
  ['a hard link', [{ name: 'src/main.rs', type: 'link', linkname: 'Cargo.toml' }], /src\/main\.rs is a hard link/],
  ['a device', [{ name: 'zero', type: 'character-device', devmajor: 1, devminor: 5 }], /zero is a device/],
  ['a disk', [{ name: 'disk', type: 'block-device' }], /disk is a device/],
  ['a named pipe', [{ name: 'pipe', type: 'fifo' }], /pipe is a named pipe/],
  ['a way out', [{ name: 'src/../../escape.rs', content: 'x' }], /src\/\.\.\/\.\.\/escape\.rs has a path that leads out/],
  ['an absolute path', [{ name: '/etc/cron.d/x', content: 'x' }], /\/etc\/cron\.d\/x has an absolute path/],
  ['a hook', [{ name: 'a/.GIT/hooks/post-checkout', content: 'x' }], /belongs to a \.git folder/],
  ['a file twice', [manifest, manifest], /Cargo\.toml is there twice/],
  ['a file in another case', [manifest, { name: 'cargo.TOML' }], /cargo\.TOML differs from another only in case/],
  ['a folder in another case', [{ name: 'src/a.rs' }, { name: 'SRC/b.rs' }], /SRC\/b\.rs differs from another/],
  ['the same letters composed', [{ name: 'caf\u00e9.rs' }, { name: 'cafe\u0301.rs' }], /differs from another/],
  ['letters in one sign', [{ name: 'mhz.rs' }, { name: '㎒.rs' }], /differs from another/],
  ['a file that is a folder', [{ name: 'src' }, { name: 'src/main.rs' }], /is a file and a folder at once/],
  ['a name that is no text', [{ name: 'a\u202egnp.rs' }], /a\\u\{202e\}gnp\.rs has control characters/],
])('%s is refused', async (_, entries, why) => {
  await expect(read(await tarOf(entries))).rejects.toThrow(why);
});

describe('lies', () => {
  test('a file of a gibibyte is refused by its header, before anything of it is read', async () => {
    const tar = Buffer.concat([tarHeader('huge', 1024 * mebibyte), Buffer.alloc(64 * 1024)]);
    await expect(read(tar)).rejects.toThrow(/huge is over 4 MB/);
  });

  test('a kind that nobody knows, a size below zero and a name that is not UTF-8', async () => {
    await expect(read(Buffer.concat([tarHeader('sparse', 0, 'S'), Buffer.alloc(1024)]))).rejects.toThrow(/sparse is of an unknown kind/);
    await expect(read(Buffer.concat([tarHeader(Buffer.from([0x61, 0xff]), 0), Buffer.alloc(1024)]))).rejects.toThrow(/not UTF-8/);
    const negative = Buffer.concat([tarHeader('PaxHeader', 512, 'x'), padded('11 size=-5\n'), tarHeader('a', 0), Buffer.alloc(1024)]);
    await expect(read(negative)).rejects.toThrow(/Invalid header/);
  });

  test.each(['a', 'target'])('the folder %s that claims a size is not waited for', async (name) => {
    await expect(read(Buffer.concat([tarHeader(name, 512, '5'), Buffer.alloc(4096)]))).rejects.toThrow(/is a folder with content/);
  });

  test('a path in an extended header is the one that counts', async () => {
    const path = record('path=../../etc/passwd');
    const tar = Buffer.concat([tarHeader('PaxHeader', path.length, 'x'), padded(path), tarHeader('harmless', 0), Buffer.alloc(1024)]);
    await expect(read(tar)).rejects.toThrow(/etc\/passwd has a path that leads out/);
  });
});

describe('what inflates', () => {
  const bomb = gzippedWithZeros(tarHeader('target/bomb', 1024 * mebibyte), 1024);
  test.each([
    ['its ratio', bomb.length, /more than 100 times its size/, 100 * bomb.length],
    ['its size, where the archive is large', 64 * mebibyte, /more than 128 MB/, 128 * mebibyte],
  ])('a gibibyte of zeros is stopped by %s, also where no build needs it', async (_, packedBytes, why, atMostBytes) => {
    const intake = createIntake('x.tgz', packedBytes);
    await expect(readInto(intake, bomb)).rejects.toThrow(why);
    expect(intake.taken().inflatedBytes).toBeLessThan(atMostBytes + 64 * 1024);
  });

  test('a million entries are stopped at the ten thousandth', async () => {
    const one = tarHeader('target/x', 0);
    const tar = gzipSync(Buffer.concat(Array.from({ length: 1_000_000 }, () => one)));
    // As if it were not packed at all: the ratio would stop it sooner.
    const intake = createIntake('x.tgz', undefined);
    await expect(readInto(intake, tar)).rejects.toThrow(/more than 10000 files and folders/);
    expect(intake.taken().inflatedBytes).toBeLessThan(6 * mebibyte);
  });

  test('headers without an entry are not read for ever', async () => {
    const records = Array.from({ length: 20_000 }, (_, at) => record(`k${at}=v`)).join('');
    const global = [tarHeader('global', Buffer.byteLength(records), 'g'), padded(records)];
    const each = [tarHeader('PaxHeader', 8, 'x'), padded('8 a=bcd\n')];
    const tar = Buffer.concat([...global, ...Array.from({ length: 20_000 }, () => each).flat()]);
    const intake = createIntake('x.tar', tar.length);
    await expect(readInto(intake, tar)).rejects.toThrow(/headers that are too long/);
    expect(intake.taken().inflatedBytes).toBeLessThan(mebibyte);
  });

  test('a global header with many attributes is refused with the first entry that has it', async () => {
    const records = Array.from({ length: 2_000 }, (_, at) => record(`k${at}=v`)).join('');
    const each = [tarHeader('PaxHeader', 8, 'x'), padded('8 a=bcd\n'), tarHeader('a', 0)];
    const tar = Buffer.concat([tarHeader('global', Buffer.byteLength(records), 'g'), padded(records), ...each, Buffer.alloc(1024)]);
    await expect(read(tar)).rejects.toThrow(/headers that are too long/);
  });
});

test('what is cut short or something else says so', async () => {
  const tar = await tarOf([manifest, { name: 'src/main.rs', content: 'x'.repeat(5_000) }]);
  const packed = gzipSync(tar);
  await expect(read(packed.subarray(0, packed.length / 2))).rejects.toThrow(/unexpected end of file/);
  await expect(read(tar.subarray(0, 3_000))).rejects.toThrow(/Unexpected end of data/);
  await expect(read(gzipSync(Buffer.from('no tar at all'.repeat(100))))).rejects.toThrow(/Invalid tar header/);
  await expect(read(Buffer.from('377abcaf271c0004', 'hex'))).rejects.toThrow(/is a 7z archive/);
  await expect(read(Buffer.from('plain text'))).rejects.toThrow(/is no archive/);
  await expect(read(Buffer.alloc(0))).rejects.toThrow(/is empty/);
});

function record(text: string): string {
  const length = text.length + 2;
  const digits = String(length + String(length).length).length;
  return `${length + digits} ${text}\n`;
}

function padded(text: string): Buffer {
  const block = Buffer.alloc(Math.ceil(text.length / 512) * 512);
  block.write(text);
  return block;
}

async function read(packed: Buffer) {
  const intake = createIntake('x.tgz', packed.length);
  await readInto(intake, packed);
  return intake.taken();
}
