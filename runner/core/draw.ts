import { createHash } from 'node:crypto';

/** A stream of choices that depends on the run's seed and the check's id alone: order and filters change nothing. */
export interface Draw {
  /** An integer, both ends included. */
  integer(min: number, max: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** A lower-case word of 6 to 10 letters. */
  word(): string;
  /** Words and single spaces, exactly `characters` long, no space at the ends. */
  text(characters: number): string;
  /** Random bytes, base64. */
  bytes(length: number): string;
}

export function createDraw(seed: number, checkId: string): Draw {
  const next = uint32Stream(`${seed}/${checkId}`);
  const integer = (min: number, max: number) => min + (next() % (max - min + 1));
  const letters = (count: number) => Array.from({ length: count }, () => String.fromCharCode(97 + integer(0, 25))).join('');
  return {
    integer,
    pick: (items) => {
      const item = items[integer(0, items.length - 1)];
      if (item === undefined) throw new RangeError('pick needs at least one item');
      return item;
    },
    word: () => letters(integer(6, 10)),
    text: (characters) => {
      const drawn = letters(characters).split('');
      for (let at = integer(3, 8); at < characters - 1; at += integer(4, 9)) drawn[at] = ' ';
      return drawn.join('');
    },
    bytes: (length) => {
      const bytes = Buffer.alloc(length);
      for (let at = 0; at < length; at += 1) bytes[at] = next() & 0xff;
      return bytes.toString('base64');
    },
  };
}

/** sfc32, a small generator by Chris Doty-Humphrey, started from a SHA-256. */
function uint32Stream(name: string): () => number {
  const state = new Uint32Array(createHash('sha256').update(name).digest().buffer.slice(0, 16));
  let [a = 0, b = 0, c = 0, counter = 0] = state;
  return () => {
    const sum = (((a + b) >>> 0) + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + sum) >>> 0;
    return sum;
  };
}
