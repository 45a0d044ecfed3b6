import { createHash } from 'node:crypto';

/** The digest of files by their paths, in this order. */
export function digestOfFiles(files: Iterable<{ readonly path: string; readonly content: Buffer }>): string {
  const hash = createHash('sha256');
  // The length keeps what ends one file from being taken for the beginning of the next.
  for (const { path, content } of files) hash.update(`${path}\n${content.length}\n`).update(content);
  return hash.digest('hex');
}
