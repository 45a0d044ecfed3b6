import { join } from 'node:path';
import { parse, stringify, type TomlTable } from 'smol-toml';
import type { Project } from '../../core/driver.ts';
import { UsageError } from '../../core/fault.ts';
import { collectFiles } from '../../project/collect.ts';
import { readManifest } from '../../project/manifest.ts';
import type { ArchiveFile } from './archive.ts';
import { type MergedLockfile, mergeLockfiles } from './lockfile.ts';
import { membersOf, pathIn } from './members.ts';

/** Where the set's stub package is, below the submission's workspace. */
export const setMember = '.kata-set';
const home = 'work/submission';
const shownMoves = 5;

export interface Submission {
  readonly files: readonly ArchiveFile[];
  /** What was set aside or changed, to be said to the learner. */
  readonly notes: readonly string[];
}

/**
 * A project as it is built in the sandbox: its sources, with manifests edited so that the vetted set's
 * package joins the workspace and the profile is the set's. Cargo.lock is the set's, with what it has nothing for.
 */
export async function prepareSubmission(project: Project, vettedLockfile: string): Promise<Submission> {
  const { tree } = project;
  const { folders: members, crates } = await membersOf(project);
  const enters = async (folder: string) => {
    const manifest = await readManifest(tree, folder);
    return manifest?.package === undefined || members.includes(pathIn(project.workspace, folder));
  };
  const files = await collectFiles(tree, project.workspace, enters);
  const notes = new Set<string>();
  const edited = (path: string, text: string): string => {
    try {
      return editManifest(text, path === 'Cargo.toml' ? members : undefined, notes);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      const why = error instanceof Error ? error.message : String(error);
      throw new UsageError(
        `${tree.shown(join(project.workspace, path))} cannot be edited for the sandbox: ${why}`,
        'leave in it what cargo needs',
      );
    }
  };
  const lockfile = files.find(({ path }) => path === 'Cargo.lock')?.content.toString('utf8');
  const merged = lockfile === undefined ? undefined : mergeLockfiles(vettedLockfile, lockfile);
  const prepared = files.flatMap(({ path, content }): ArchiveFile[] => {
    if (path === 'Cargo.lock') return merged?.text === undefined ? [] : [{ path: `${home}/${path}`, content: Buffer.from(merged.text) }];
    if (path.endsWith('/Cargo.lock')) return [];
    if (path !== 'Cargo.toml' && !path.endsWith('/Cargo.toml')) return [{ path: `${home}/${path}`, content }];
    return [{ path: `${home}/${path}`, content: Buffer.from(edited(path, content.toString('utf8'))) }];
  });
  return { files: prepared, notes: [...notes, ...movedNote(merged?.moved ?? [], crates)] };
}

/** A manifest without what would compile the vetted crates anew or escape the sandbox; `members` makes it the workspace. */
export function editManifest(text: string, members: readonly string[] | undefined, notes: Set<string>): string {
  const manifest = parse(text) as TomlTable;
  for (const key of ['profile', 'patch', 'replace'] as const) {
    if (manifest[key] !== undefined) notes.add(`[${key}] of Cargo.toml is set aside: the grader builds with its own`);
    delete manifest[key];
  }
  for (const key of ['dev-dependencies', 'bench', 'test', 'example'] as const) delete manifest[key];
  for (const target of Object.values(isTable(manifest.target) ? manifest.target : {})) {
    if (isTable(target)) delete target['dev-dependencies'];
  }
  const { package: about } = manifest;
  if (isTable(about)) {
    if (typeof about.name === 'string' && about.name.startsWith('kata-set-')) {
      throw new UsageError(`a package cannot be named ${about.name}: kata’s own are`, 'rename it in Cargo.toml');
    }
    delete about.resolver;
    delete about.workspace;
  }
  if (members !== undefined) {
    const workspace = isTable(manifest.workspace) ? manifest.workspace : {};
    delete workspace.exclude;
    delete workspace['default-members'];
    manifest.workspace = { ...workspace, resolver: '2', members: [...members.filter((member) => member !== ''), setMember] };
  }
  return stringify(manifest);
}

/** Only of what the project itself asks for: the rest is nobody's choice. */
function movedNote(moved: MergedLockfile['moved'], asked: ReadonlySet<string>): readonly string[] {
  const told = moved.filter(({ name }) => asked.has(name)).map(({ name, from, to }) => `${name} ${from} → ${to}`);
  if (told.length === 0) return [];
  const [shown, rest] = [told.slice(0, shownMoves), told.length - shownMoves];
  return [`Cargo.lock is set on the vetted versions: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`];
}

function isTable(value: unknown): value is TomlTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
