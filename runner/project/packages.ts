import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Manifest, readManifest } from './manifest.ts';

/** The manifests of a folder and of those above it, nearest first. */
export async function manifestsUpwards(directory: string): Promise<readonly Manifest[]> {
  const manifest = await readManifest(directory);
  const parent = dirname(directory);
  const above = parent === directory ? [] : await manifestsUpwards(parent);
  return manifest === undefined ? above : [manifest, ...above];
}

/** The packages one and two levels below these folders: a member, or `<exercise>/solution`. */
export async function packagesBelow(roots: readonly string[]): Promise<readonly Manifest[]> {
  const folders = await Promise.all([...new Set(roots)].map(foldersIn));
  const manifests = await Promise.all([...new Set(folders.flat())].map((folder) => readManifest(folder)));
  return manifests.flatMap((manifest) => (manifest?.package === undefined ? [] : [manifest]));
}

async function foldersIn(root: string): Promise<readonly string[]> {
  const list = async (folder: string) => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const inside = entries.filter((entry) => entry.isDirectory() && !/^(\.|target$|node_modules$)/.test(entry.name));
    return inside.map((entry) => join(folder, entry.name));
  };
  const first = await list(root);
  return [...first, ...(await Promise.all(first.map(list))).flat()];
}
