import type { Listed, Tree } from '../core/tree.ts';

/** Files that are in memory alone, below a root of their own. `name` is what they came from. */
export function memoryTree(name: string, root: string, files: ReadonlyMap<string, Buffer>): Tree {
  const at = new Map([...files].map(([path, bytes]) => [`${root}/${path}`, bytes]));
  const folders = foldersOf(root, files.keys());
  return {
    kind: 'memory',
    shown: (path) => (path.startsWith(`${root}/`) ? `${name}: ${path.slice(root.length + 1)}` : name),
    read: async (path) => {
      const bytes = at.get(path);
      if (bytes !== undefined) return { kind: 'file', bytes };
      return { kind: folders.has(path) ? 'folder' : 'nothing' };
    },
    look: async (path) => {
      const bytes = at.get(path);
      if (bytes !== undefined) return { kind: 'file', sizeBytes: bytes.length };
      return folders.has(path) ? { kind: 'folder', sizeBytes: 0 } : undefined;
    },
    list: async (folder) => [...(folders.get(folder)?.values() ?? [])],
  };
}

/** What is in each folder, by name. */
function foldersOf(root: string, paths: Iterable<string>): ReadonlyMap<string, ReadonlyMap<string, Listed>> {
  const folders = new Map<string, Map<string, Listed>>([[root, new Map()]]);
  for (const path of paths) {
    const names = path.split('/');
    let folder = root;
    for (const [depth, name] of names.entries()) {
      const kind = depth === names.length - 1 ? 'file' : 'folder';
      const inside = folders.get(folder) ?? new Map<string, Listed>();
      inside.set(name, { name, kind });
      folders.set(folder, inside);
      folder = `${folder}/${name}`;
    }
  }
  return folders;
}
