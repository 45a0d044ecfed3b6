import { pack } from 'tar-stream';

export interface ArchiveFile {
  /** Relative to the root, without a leading slash. */
  readonly path: string;
  readonly content: Buffer;
  readonly mode?: number;
}

/**
 * An uncompressed, canonical tar: sorted, owned by the sandbox's user, all of one time. Old times would let
 * cargo take an earlier build for this one; compressed archives are unpacked by a program of the container's.
 */
export async function archive(files: readonly ArchiveFile[], owner: number): Promise<Buffer> {
  const tar = pack();
  // A tar has whole seconds: rounded down, a time of now would be older than what was built a moment ago.
  const about = { uid: owner, gid: owner, mtime: new Date(Date.now() + 1_000) };
  for (const folder of foldersOf(files)) tar.entry({ name: folder, type: 'directory', mode: 0o755, ...about });
  for (const { path, content, mode = 0o644 } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    tar.entry({ name: path, mode, ...about }, content);
  }
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function foldersOf(files: readonly ArchiveFile[]): readonly string[] {
  const folders = files.flatMap(({ path }) => {
    const parts = path.split('/').slice(0, -1);
    return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
  });
  // The first folder is the image's own: `work`, `app` or `agent`.
  return [...new Set(folders)].filter((folder) => folder.includes('/')).sort();
}
