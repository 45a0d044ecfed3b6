import { join, relative, resolve, sep } from 'node:path';
import { parse, stringify, type TomlTable } from 'smol-toml';
import type { Project } from '../../core/driver.ts';
import { UsageError } from '../../core/fault.ts';
import type { Tree } from '../../core/tree.ts';
import { collectFiles } from '../../project/collect.ts';
import { readManifest, readTable } from '../../project/manifest.ts';
import type { ArchiveFile } from './archive.ts';

/** Where the set's stub package is, below the submission's workspace. */
export const setMember = '.kata-set';
const home = 'work/submission';

export interface Submission {
  readonly files: readonly ArchiveFile[];
  /** What was set aside, to be said to the learner. */
  readonly notes: readonly string[];
}

/**
 * A project as it is built in the sandbox: its sources, with manifests edited so that the vetted set's
 * package joins the workspace and the profile is the set's. Cargo.lock is the set's, so it is left out.
 */
export async function prepareSubmission(project: Project): Promise<Submission> {
  const { tree } = project;
  const members = await membersFor(project);
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
  const prepared = files.flatMap(({ path, content }): ArchiveFile[] => {
    if (path === 'Cargo.lock' || path.endsWith('/Cargo.lock')) return [];
    if (path !== 'Cargo.toml' && !path.endsWith('/Cargo.toml')) return [{ path: `${home}/${path}`, content }];
    return [{ path: `${home}/${path}`, content: Buffer.from(edited(path, content.toString('utf8'))) }];
  });
  return { files: prepared, notes: [...notes] };
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

/** The package and its path dependencies, as folders relative to the workspace; `''` is the root itself. */
async function membersFor(project: Project): Promise<readonly string[]> {
  const found = new Set<string>();
  const visit = async (directory: string): Promise<void> => {
    const member = pathIn(project.workspace, directory);
    if (found.has(member)) return;
    if (member.startsWith('..')) {
      throw new UsageError(
        `${project.packageName} depends on a path outside its workspace: ${project.tree.shown(directory)}`,
        'move that package into the workspace',
      );
    }
    found.add(member);
    for (const path of await pathDependencies(project.tree, directory)) await visit(path);
  };
  await visit(project.directory);
  return [...found];
}

async function pathDependencies(tree: Tree, directory: string): Promise<readonly string[]> {
  const manifest = await readTable(tree, directory);
  if (manifest === undefined) {
    throw new UsageError(`there is no Cargo.toml in ${tree.shown(directory)}`, 'a path dependency is a folder with a Cargo.toml');
  }
  const tables = [manifest.dependencies, manifest['build-dependencies']].filter(isTable);
  return tables.flatMap((table) =>
    Object.values(table).flatMap((dependency) =>
      isTable(dependency) && typeof dependency.path === 'string' ? [resolve(directory, dependency.path)] : [],
    ),
  );
}

function pathIn(root: string, directory: string): string {
  return relative(root, directory).split(sep).join('/');
}

function isTable(value: unknown): value is TomlTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
