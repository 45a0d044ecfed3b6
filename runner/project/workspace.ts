import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { diskTree } from './disk-tree.ts';
import type { Manifest } from './manifest.ts';
import { manifestsUpwards } from './packages.ts';

/** The Cargo workspace that a folder lies in, whether or not it is a member yet. */
export interface Place {
  readonly workspace: Manifest;
  /** From the workspace's root, with forward slashes. */
  readonly memberPath: string;
  /** True if a path or a pattern in `members` takes it in already. */
  readonly covered: boolean;
}

/** Where a folder that may not exist yet lies in a workspace; undefined outside of any, or where it is excluded. */
export async function placeInWorkspace(folder: string): Promise<Place | undefined> {
  const directory = await resolved(folder);
  const workspace = (await manifestsUpwards(diskTree, dirname(directory))).find((manifest) => manifest.workspace !== undefined);
  if (workspace?.workspace === undefined) return undefined;
  const memberPath = relative(workspace.directory, directory).split(sep).join('/');
  const { members = [], exclude = [] } = workspace.workspace;
  const excluded = exclude.map(tidy).some((path) => memberPath === path || memberPath.startsWith(`${path}/`));
  return excluded ? undefined : { workspace, memberPath, covered: members.some((member) => takesIn(tidy(member), memberPath)) };
}

/** Symbolic links resolved as far as the path exists. */
async function resolved(path: string): Promise<string> {
  return realpath(path).catch(async () => (dirname(path) === path ? path : join(await resolved(dirname(path)), basename(path))));
}

/** The patterns that cargo takes in `members`: `*`, `?`, `[…]` within a name, and `**`. */
function takesIn(pattern: string, path: string): boolean {
  const source = pattern.replace(/\*\*\/?|\*|\?|\[!?[^\]]+\]|[.+^${}()|\\]/g, (token) => {
    if (token.startsWith('**')) return token === '**' ? '.*' : '(?:.*/)?';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    return token.startsWith('[') ? token.replace('[!', '[^') : `\\${token}`;
  });
  return new RegExp(`^${source}$`).test(path);
}

function tidy(path: string): string {
  return path.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
}
