import { UsageError } from '../../core/fault.ts';
import type { EntryKind, Intake } from '../archive/intake.ts';
import { type GitFolders, git } from './git.ts';

/** Of the line before a blob: its object, its type and its size. */
const aboutBytes = 100;
const newline = '\n'.charCodeAt(0);

/** Takes the files of a commit: its list first, then the blobs that are wanted. Unlike git archive this applies no attributes. */
export async function readCommit(folders: GitFolders, object: string, intake: Intake): Promise<void> {
  const { archive: name, bounds } = intake;
  const call = { folders, name };
  const list = await git({
    ...call,
    words: ['ls-tree', '-r', '-z', '-l', '--full-tree', object],
    outputBytes: bounds.entries * bounds.pathBytes,
  });
  if (list === undefined)
    throw new UsageError(`${name} holds more than ${bounds.entries} files`, 'commit without what cargo does not need');
  const wanted = list
    .toString('utf8')
    .split('\0')
    .slice(0, -1)
    .flatMap((line) => {
      const { blob, ...entry } = parsed(line);
      const path = intake.admit(entry);
      return path === undefined ? [] : [{ path, blob, sizeBytes: entry.sizeBytes }];
    });
  if (wanted.length === 0) return;
  const blobs = new Map(wanted.map(({ blob, sizeBytes }) => [blob, sizeBytes]));
  const outputBytes = [...blobs.values()].reduce((sum, sizeBytes) => sum + sizeBytes + aboutBytes, 0);
  const output = await git({ ...call, words: ['cat-file', '--batch'], input: `${[...blobs.keys()].join('\n')}\n`, outputBytes });
  if (output === undefined) throw new UsageError(`${name} has files that are larger than it says`, 'clone it anew, and name the clone');
  const contents = contentsIn(output);
  for (const { path, blob } of wanted) {
    const content = contents.get(blob);
    if (content === undefined) throw new UsageError(`${name} lacks the content of ${path}`, 'clone it anew, and name the clone');
    intake.count(content.length);
    intake.put(path, content);
  }
}

/** A line of `ls-tree -l`: mode, type, object, size, and after a tab the path. */
function parsed(line: string) {
  const [about = '', ...path] = line.split('\t');
  const [mode = '', , blob = '', size = ''] = about.split(/ +/);
  return { name: path.join('\t'), kind: kindOf(mode), sizeBytes: /^\d+$/.test(size) ? Number(size) : 0, blob };
}

function kindOf(mode: string): EntryKind {
  switch (mode) {
    case '100644':
    case '100755':
    case '100664':
      return 'file';
    case '120000':
      return 'a symbolic link';
    case '160000':
      return 'a submodule';
    default:
      return 'of an unknown kind';
  }
}

/** The answers of `cat-file --batch`: a line of object, type and size, the content, and a line end. */
function contentsIn(output: Buffer): ReadonlyMap<string, Buffer> {
  const contents = new Map<string, Buffer>();
  for (let at = 0; at < output.length; ) {
    const lineEnd = output.indexOf(newline, at);
    if (lineEnd === -1) break;
    const [object = '', type, size] = output.subarray(at, lineEnd).toString('latin1').split(' ');
    const sizeBytes = type === 'blob' ? Number(size) : undefined;
    if (sizeBytes !== undefined) contents.set(object, Buffer.from(output.subarray(lineEnd + 1, lineEnd + 1 + sizeBytes)));
    at = lineEnd + 1 + (sizeBytes === undefined ? 0 : sizeBytes + 1);
  }
  return contents;
}
