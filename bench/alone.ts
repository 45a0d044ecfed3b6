import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import type { Project } from '../runner/core/driver.ts';
import { prepareSubmission } from '../runner/drivers/docker/submission.ts';
import { setFiles } from '../runner/images/context.ts';
import { packFile } from '../runner/project/pack-files.ts';
import { timed } from './row.ts';

/** What cargo itself needs on this machine for a submission's own crate, where the vetted set is compiled already. */
export interface CargoAlone {
  build(project: Project): Promise<number>;
}

/** Compiles the vetted set into a scratch folder, with the profile of the image that submissions are built in. */
export async function openCargoAlone(scratch: string): Promise<CargoAlone> {
  const workspace = join(scratch, 'workspace');
  const env = { ...(await profile()), CARGO_TARGET_DIR: join(scratch, 'target') };
  const cargo = (...words: readonly string[]) =>
    execa('cargo', words, { cwd: workspace, env, stdin: 'ignore', stdout: 'ignore', stderr: 'pipe' });
  const set = (await setFiles(packFile('fixtures'), 'web')).map(({ path, content }) => ({ path: path.replace(/^set\//, ''), content }));
  await put(workspace, set);
  await cargo('build', '--locked', '--workspace');
  const lockfile = set.filter(({ path }) => path === 'Cargo.lock');
  const vetted = lockfile[0]?.content ?? '';
  return {
    build: async (project) => {
      const { files } = await prepareSubmission(project, vetted);
      const own = files.map(({ path, content }) => ({ path: path.replace(/^work\/submission\//, ''), content }));
      await put(workspace, [...lockfile, ...own]);
      return timed(() => cargo('build', '--offline', '--workspace', '--bins', '--message-format=json-render-diagnostics'));
    },
  };
}

/** One key that differs would compile every crate otherwise, so they are read where the image has them. */
async function profile(): Promise<{ readonly [name: string]: string }> {
  const dockerfile = await readFile(packFile('docker/build.Dockerfile'), 'utf8');
  const keys = [...dockerfile.matchAll(/\b(CARGO_INCREMENTAL|CARGO_PROFILE_\w+)=(\S+)/g)];
  return Object.fromEntries(keys.map(([, name = '', value = '']) => [name, value]));
}

async function put(folder: string, files: readonly { readonly path: string; readonly content: string | Buffer }[]): Promise<void> {
  for (const { path, content } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
