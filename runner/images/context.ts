import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { writeOut } from './set.ts';

/** A file of the context an image is built from. */
export interface ContextFile {
  readonly path: string;
  readonly content: string;
}

/** Where the stub of the set is in an image and joins a submission: below the root of a workspace. */
const stubDirectory = '.kata-set';

/** The workspace of a set alone, as `build.Dockerfile` wants it: the stub package and the lockfile. */
export async function setFiles(fixtures: string, set: string): Promise<readonly ContextFile[]> {
  const read = (...path: string[]): Promise<string> => readFile(join(fixtures, ...path), 'utf8');
  const [workspace, lockfile, stub, source] = await Promise.all([
    read('Cargo.toml'),
    read('Cargo.lock'),
    read('sets', set, 'Cargo.toml'),
    read('sets', set, 'src', 'lib.rs'),
  ]);
  return [
    { path: 'set/Cargo.toml', content: `[workspace]\nresolver = "2"\nmembers = ["${stubDirectory}"]\n` },
    { path: 'set/Cargo.lock', content: lockfile },
    { path: `set/${stubDirectory}/Cargo.toml`, content: writeOut(stub, workspace) },
    { path: `set/${stubDirectory}/src/lib.rs`, content: source },
  ];
}

/** The certificates that fetching needs: always a file, for a COPY of nothing fails. */
export async function certificateFile(bundle: string | undefined): Promise<ContextFile> {
  return { path: 'ca/bundle.crt', content: bundle === undefined ? '' : await readFile(bundle, 'utf8') };
}

/** An uncompressed tar of files, the same bytes for the same files. */
export function contextTar(files: readonly ContextFile[]): Readable {
  const tar = pack();
  for (const { path, content } of files) tar.entry({ name: path, mode: 0o644, mtime: new Date(0) }, content);
  tar.finalize();
  return Readable.from(tar);
}
