import { createGunzip, createInflateRaw } from 'node:zlib';

/** What a compressed buffer holds, piece by piece. `count` hears of each before anybody else, and ends it by throwing. */
export async function* inflate(packed: Buffer, format: 'gzip' | 'deflate', count: (bytes: number) => void): AsyncGenerator<Buffer> {
  const inflater = format === 'gzip' ? createGunzip() : createInflateRaw();
  inflater.end(packed);
  for await (const piece of inflater) {
    const bytes = piece as Buffer;
    count(bytes.length);
    yield bytes;
  }
}
