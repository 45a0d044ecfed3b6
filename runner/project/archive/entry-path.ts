import type { ArchiveBounds } from './bounds.ts';

export type EntryPath =
  /** `''` is the archive's own top. */
  | { readonly kind: 'path'; readonly path: string; readonly isFolder: boolean }
  /** In a folder that is in every clone. */
  | { readonly kind: 'left-out' }
  | { readonly kind: 'odd'; readonly why: string };

const gitFolder = /^(\.git|git~\d+)([ .:].*)?$/i;

/** The path of an entry below the archive's top, or why it cannot be one. */
export function entryPath(name: string, { pathBytes, nameBytes, depth }: ArchiveBounds): EntryPath {
  const odd = (why: string): EntryPath => ({ kind: 'odd', why });
  if (name === '') return odd('is there');
  if (name.includes('\ufffd')) return odd('has a name that is not UTF-8');
  // Format characters as well: some are invisible, and some turn the direction of what follows.
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(name)) return odd('has control characters in its name');
  if (name.includes('\\')) return odd('has a backslash in its name');
  if (name.startsWith('/')) return odd('has an absolute path');
  if (/^[a-z]:/i.test(name)) return odd('has a drive letter in its path');
  const path = name.replace(/^(\.\/)+/, '').replace(/^\.$/, '');
  const names = path.replace(/\/$/, '').split('/');
  if (names.includes('..')) return odd('has a path that leads out of the archive');
  if (path !== '' && names.some((part) => part === '' || part === '.')) return odd('has an empty name in its path');
  if (names.some((part) => part !== '.git' && gitFolder.test(part))) return odd('belongs to a .git folder by another name');
  if (Buffer.byteLength(path) > pathBytes || names.length > depth) return odd('has too long a path');
  if (names.some((part) => Buffer.byteLength(part) > nameBytes)) return odd('has too long a name');
  if (names.includes('.git')) return { kind: 'left-out' };
  return { kind: 'path', path: names.join('/'), isFolder: path === '' || path.endsWith('/') };
}
