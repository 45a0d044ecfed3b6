/** The formats that are read, and some that are known by name alone. */
export type Format = 'zip' | 'gzip' | 'tar' | 'a 7z' | 'a RAR' | 'an xz' | 'a bzip2' | 'a zstd' | 'unknown';

const starts: readonly (readonly [Format, string])[] = [
  ['zip', '504b0304'],
  // Without an entry, and the first of several parts.
  ['zip', '504b0506'],
  ['zip', '504b0708'],
  ['gzip', '1f8b'],
  ['a 7z', '377abcaf271c'],
  ['a RAR', '526172211a07'],
  ['an xz', 'fd377a585a00'],
  ['a bzip2', '425a68'],
  ['a zstd', '28b52ffd'],
];

/** What an archive is by its first bytes, whatever its name says. */
export function formatOf(bytes: Buffer): Format {
  const start = bytes.subarray(0, 8).toString('hex');
  const known = starts.find(([, magic]) => start.startsWith(magic))?.[0];
  return known ?? (bytes.subarray(257, 262).toString('latin1') === 'ustar' ? 'tar' : 'unknown');
}
