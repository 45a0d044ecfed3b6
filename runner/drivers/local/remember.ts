import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import type { BuildOutcome, Project } from '../../core/driver.ts';

/** Builds that share a target folder, whose binaries are kept in it by name: a later one takes the place of an earlier. */
export interface Remembered {
  readonly targetDirectory: string;
  readonly name: string;
}

/** Builds a project unless its very files were built before: then the binary of that time is the artifact. */
export async function buildOnce(
  project: Project,
  { targetDirectory, name }: Remembered,
  build: () => Promise<BuildOutcome<string>>,
): Promise<BuildOutcome<string>> {
  const folder = join(targetDirectory, 'kata');
  const kept = join(folder, `${name}-${await contentKey(project)}`);
  if (await exists(kept)) return { kind: 'built', artifact: kept, ms: 0, notes: [] };
  const outcome = await build();
  if (outcome.kind === 'not-built') return outcome;
  await mkdir(folder, { recursive: true });
  const others = (await readdir(folder)).filter((file) => file.startsWith(`${name}-`) && file.length === basename(kept).length);
  await Promise.all(others.map((file) => rm(join(folder, file), { force: true })));
  const partial = `${kept}.${process.pid}`;
  await copyWithoutDebug(outcome.artifact, partial);
  await rename(partial, kept);
  return { ...outcome, artifact: kept };
}

/** The compiler, the package's name and every file that could make a difference to the binary. */
async function contentKey({ directory, binary }: Project): Promise<string> {
  const { stdout: compiler } = await execa('rustc', ['-vV']);
  const hash = createHash('sha256').update(`${compiler}\0${binary}`);
  for (const path of (await readdir(directory, { recursive: true })).sort()) {
    const file = join(directory, path);
    if (path.split('/')[0] === 'target' || !(await stat(file)).isFile()) continue;
    hash.update(`\0${path}\0`).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Debug information is most of a binary's size, and no probe looks at it. */
async function copyWithoutDebug(binary: string, to: string): Promise<void> {
  const { failed } = await execa('strip', ['--strip-debug', '-o', to, binary], { reject: false });
  if (failed) await copyFile(binary, to);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
