import { readdir, readFile, stat } from 'node:fs/promises';
import type { Content, Looked, Tree } from '../core/tree.ts';

/** The files of this machine. Nothing is read before it is asked for. */
export const diskTree: Tree = {
  kind: 'disk',
  shown: (path) => path,
  read: (path) => readFile(path).then((bytes): Content => ({ kind: 'file', bytes }), unread),
  look: (path) =>
    stat(path).then(
      (stats) => ({ kind: kindOf(stats), sizeBytes: stats.size }),
      () => undefined,
    ),
  list: async (folder) => (await readdir(folder, { withFileTypes: true })).map((entry) => ({ name: entry.name, kind: kindOf(entry) })),
};

function unread(error: NodeJS.ErrnoException): Content {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { kind: 'nothing' };
    case 'EISDIR':
      return { kind: 'folder' };
    default:
      return { kind: 'unreadable', why: error.code ?? error.message };
  }
}

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): Looked['kind'] {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'folder' : 'other';
}
