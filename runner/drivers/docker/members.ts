import { relative, resolve, sep } from 'node:path';
import type { TomlTable } from 'smol-toml';
import type { Project } from '../../core/driver.ts';
import { UsageError } from '../../core/fault.ts';
import { readTable } from '../../project/manifest.ts';

/** What of a workspace is built: a package, and those that it uses by their path. */
export interface Members {
  /** Folders relative to the workspace; `''` is the root itself. */
  readonly folders: readonly string[];
  /** The names of all crates that they ask for. */
  readonly crates: ReadonlySet<string>;
}

/** The package and its path dependencies. What comes from elsewhere than a registry or the workspace is refused. */
export async function membersOf(project: Project): Promise<Members> {
  const { tree, workspace, packageName } = project;
  const folders = new Set<string>();
  const crates = new Set<string>();
  const inherited = table(table((await readTable(tree, workspace))?.workspace).dependencies);
  const visit = async (directory: string): Promise<void> => {
    const folder = pathIn(workspace, directory);
    if (folders.has(folder)) return;
    if (folder.startsWith('..')) {
      throw new UsageError(
        `${packageName} depends on a path outside its workspace: ${tree.shown(directory)}`,
        'move that package into the workspace',
      );
    }
    folders.add(folder);
    const manifest = await readTable(tree, directory);
    if (manifest === undefined) {
      throw new UsageError(`there is no Cargo.toml in ${tree.shown(directory)}`, 'a path dependency is a folder with a Cargo.toml');
    }
    for (const [name, own] of dependenciesOf(manifest)) {
      const inherits = table(own).workspace === true;
      const { git, path, package: renamed = name } = table(inherits ? inherited[name] : own);
      if (git !== undefined) {
        throw new UsageError(
          `${packageName} depends on ${name} from a git repository, which no sandbox can reach`,
          'take a version that is published, or put its sources into the workspace',
        );
      }
      if (typeof path === 'string') await visit(resolve(inherits ? workspace : directory, path));
      else crates.add(String(renamed));
    }
  };
  await visit(project.directory);
  return { folders: [...folders], crates };
}

export function pathIn(root: string, directory: string): string {
  return relative(root, directory).split(sep).join('/');
}

function dependenciesOf(manifest: TomlTable): readonly (readonly [string, unknown])[] {
  const tables = [manifest, ...Object.values(table(manifest.target)).map(table)];
  return tables.flatMap((one) => [...Object.entries(table(one.dependencies)), ...Object.entries(table(one['build-dependencies']))]);
}

function table(value: unknown): TomlTable {
  const isTable = typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
  return isTable ? (value as TomlTable) : {};
}
