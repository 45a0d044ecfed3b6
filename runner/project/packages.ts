import { dirname, join } from 'node:path';
import type { Tree } from '../core/tree.ts';
import { type Manifest, readManifest } from './manifest.ts';

/** The manifests of a folder and of those above it, nearest first. */
export async function manifestsUpwards(tree: Tree, directory: string): Promise<readonly Manifest[]> {
  const manifest = await readManifest(tree, directory);
  const parent = dirname(directory);
  const above = parent === directory ? [] : await manifestsUpwards(tree, parent);
  return manifest === undefined ? above : [manifest, ...above];
}

/** The packages one and two levels below these folders: a member, or `<exercise>/solution`. */
export async function packagesBelow(tree: Tree, roots: readonly string[]): Promise<readonly Manifest[]> {
  const folders = await Promise.all([...new Set(roots)].map((root) => foldersIn(tree, root)));
  const manifests = await Promise.all([...new Set(folders.flat())].map((folder) => readManifest(tree, folder)));
  return manifests.flatMap((manifest) => (manifest?.package === undefined ? [] : [manifest]));
}

async function foldersIn(tree: Tree, root: string): Promise<readonly string[]> {
  const list = async (folder: string) => {
    const entries = await tree.list(folder).catch(() => []);
    const inside = entries.filter(({ name, kind }) => kind === 'folder' && !/^(\.|target$|node_modules$)/.test(name));
    return inside.map(({ name }) => join(folder, name));
  };
  const first = await list(root);
  return [...first, ...(await Promise.all(first.map(list))).flat()];
}
