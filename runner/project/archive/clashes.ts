interface Clashes {
  /** Why a path cannot stand beside those before it, if so. */
  find(path: string, kind: 'file' | 'folder'): string | undefined;
}

/** Finds paths that are one and the same to some file system: twice there, or told apart by case or by how letters are composed. */
export function createClashes(): Clashes {
  const seen = new Map<string, { readonly path: string; readonly kind: 'file' | 'folder' }>();

  function put(path: string, kind: 'file' | 'folder'): string | undefined {
    const key = folded(path);
    const before = seen.get(key);
    if (before === undefined) {
      seen.set(key, { path, kind });
      return undefined;
    }
    if (before.path !== path) return 'differs from another only in case or in how its letters are composed';
    if (before.kind !== kind) return 'is a file and a folder at once';
    return kind === 'file' ? 'is there twice' : undefined;
  }

  return {
    find: (path, kind) => {
      const names = path.split('/');
      for (const at of names.keys()) {
        const isLast = at === names.length - 1;
        const clash = put(names.slice(0, at + 1).join('/'), isLast ? kind : 'folder');
        if (clash !== undefined) return clash;
      }
      return undefined;
    },
  };
}

/** Upper case first: it takes apart what lower case alone would leave different, as ß and SS. */
function folded(path: string): string {
  return path.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}
