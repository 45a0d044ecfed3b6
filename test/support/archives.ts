import { constants, crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';

/** An entry of a zip, and the lies that its headers tell. */
export interface ZipEntry {
  readonly name: string | Buffer;
  readonly content?: Buffer | string;
  /** Already deflated; `content` then only says what the headers claim. */
  readonly deflated?: Buffer;
  readonly stored?: boolean;
  readonly claimedBytes?: number;
  readonly crc?: number;
  readonly mode?: number;
  readonly flags?: number;
  readonly method?: number;
  /** The place of an earlier entry whose bytes are this one's too. */
  readonly sameAs?: number;
}

/** A zip, byte by byte, so that a test can make one that no packer would. */
export function zipOf(entries: readonly ZipEntry[], end: { readonly disk?: number; readonly count?: number } = {}): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { name, content = '', stored = false, mode = 0o100644, flags = 0 } = entry;
    const bytes = Buffer.from(content);
    const nameBytes = Buffer.from(name);
    const data = entry.deflated ?? (stored ? bytes : deflateRawSync(bytes));
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(flags, 2);
    about.writeUInt16LE(entry.method ?? (stored ? 0 : 8), 4);
    about.writeUInt32LE(entry.crc ?? crc32(bytes), 10);
    about.writeUInt32LE(data.length, 14);
    about.writeUInt32LE(entry.claimedBytes ?? bytes.length, 18);
    about.writeUInt16LE(nameBytes.length, 22);
    const own = entry.sameAs === undefined ? offset : (offsets[entry.sameAs] ?? 0);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), about, nameBytes, data]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE((mode << 16) >>> 0, 6);
    central.writeUInt32LE(own, 10);
    offsets.push(own);
    if (entry.sameAs === undefined) locals.push(local);
    centrals.push(Buffer.concat([Buffer.from('504b01021e03', 'hex'), about, central, nameBytes]));
    if (entry.sameAs === undefined) offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const last = Buffer.alloc(22);
  last.write('504b0506', 'hex');
  last.writeUInt16LE(end.disk ?? 0, 4);
  last.writeUInt16LE(end.count ?? entries.length, 8);
  last.writeUInt16LE(end.count ?? entries.length, 10);
  last.writeUInt32LE(directory.length, 12);
  last.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, last]);
}

export type TarEntry = Pick<Header, 'name'> & Partial<Header> & { readonly content?: string | Buffer };

/** A tar, not compressed. */
export async function tarOf(entries: readonly TarEntry[]): Promise<Buffer> {
  const tar = pack();
  for (const { content = '', ...header } of entries) tar.entry(header, Buffer.from(content));
  tar.finalize();
  const pieces: Buffer[] = [];
  for await (const piece of tar) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** A block of 512 bytes that says what follows it in a tar, with a right checksum. */
export function tarHeader(name: string | Buffer, sizeBytes: number, type = '0'): Buffer {
  const block = Buffer.alloc(512);
  Buffer.from(name).copy(block);
  block.write('0000644\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${sizeBytes.toString(8).padStart(11, '0')}\0`, 124);
  block.write('00000000000\0', 136);
  block.write('        ', 148);
  block.write(type, 156);
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

const mebibyte = Buffer.alloc(1024 * 1024);

/** Zeros, deflated: one mebibyte of them, again and again. */
export function deflatedZeros(mebibytes: number): Buffer {
  const one = deflateRawSync(mebibyte, { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([...Array.from({ length: mebibytes }, () => one), Buffer.from([3, 0])]);
}

/** These bytes and then zeros, as a gzip of many members. */
export function gzippedWithZeros(start: Buffer, mebibytes: number): Buffer {
  const one = gzipSync(mebibyte);
  return Buffer.concat([gzipSync(start), ...Array.from({ length: mebibytes }, () => one)]);
}
