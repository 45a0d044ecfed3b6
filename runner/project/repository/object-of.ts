import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../core/fault.ts';

const digits = /^[0-9a-f]{4,64}$/;
// As git check-ref-format has it: nothing that leads elsewhere, and nothing that git reads as more than a name.
const odd = /[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|^[-/]|\/$/u;
const links = 5;
const refBytes = 16 * 1024 * 1024;

/** The object that a commit, a branch, a tag or HEAD of a repository names. Read here, so that no setting of the repository has a say. */
export async function objectOf(folder: string, revision: string, name: string): Promise<string> {
  const packed = await packedRefs(folder);
  const places = revision === 'HEAD' ? ['HEAD'] : [`refs/heads/${revision}`, `refs/tags/${revision}`, revision];
  for (const place of places) {
    const object = await follow(folder, place, packed, links);
    if (object !== undefined) return object;
  }
  if (digits.test(revision)) return revision;
  throw new UsageError(`there is no such commit: ${name}`, 'name a commit, a branch or a tag after the @, as in project.git@main');
}

async function follow(folder: string, ref: string, packed: ReadonlyMap<string, string>, left: number): Promise<string | undefined> {
  if (left === 0 || odd.test(ref) || !(ref === 'HEAD' || ref.startsWith('refs/'))) return undefined;
  const text = (await smallFile(join(folder, ref)))?.trim() ?? packed.get(ref) ?? '';
  if (text.startsWith('ref: ')) return follow(folder, text.slice(5).trim(), packed, left - 1);
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? text : undefined;
}

async function packedRefs(folder: string): Promise<ReadonlyMap<string, string>> {
  const lines = ((await smallFile(join(folder, 'packed-refs'))) ?? '').split('\n');
  return new Map(
    lines.flatMap((line) =>
      /^[0-9a-f]{40,64} refs\//.test(line) ? [[line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))] as const] : [],
    ),
  );
}

/** The text of a file, which is one and no link: a pipe would be read for ever. */
async function smallFile(path: string): Promise<string | undefined> {
  const stats = await lstat(path).catch(() => undefined);
  return stats?.isFile() && stats.size <= refBytes ? readFile(path, 'utf8') : undefined;
}
