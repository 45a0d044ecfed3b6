import { AuthorError } from '../core/fault.ts';

/** `exercises/index.ts` with one more draft. */
export function withDraft(index: string, id: string): string {
  return replaced(
    index,
    'exercises/index.ts',
    /const drafts: Pack = \{\n?/,
    `const drafts: Pack = {\n  '${id}': () => import('./${id}/exercise.ts'),\n`,
  );
}

/** The workspace of the model answers with one more member, before the sets of crates. */
export function withMember(manifest: string, id: string): string {
  return replaced(manifest, 'fixtures/Cargo.toml', /^ {4}"template\/solution",\n/m, (line) => `    "${id}/solution",\n${line}`);
}

/** A lockfile with one more package of the workspace, which needs what another one needs; in the order of their names, as cargo keeps it. */
export function withPackage(lockfile: string, like: string, id: string): string {
  const blocks = lockfile.split('\n\n');
  const block = blocks.find((candidate) => nameOf(candidate) === like);
  if (block === undefined) throw new AuthorError(`fixtures/Cargo.lock has no package ${like}`, 'restore it from the repository');
  const at = blocks.findIndex((candidate) => nameOf(candidate) > id);
  return blocks.toSpliced(at === -1 ? blocks.length : at, 0, block.trimEnd().replace(like, id)).join('\n\n');
}

function nameOf(block: string): string {
  return /^name = "([^"]+)"/m.exec(block)?.[1] ?? '';
}

function replaced(text: string, file: string, place: RegExp, by: string | ((found: string) => string)): string {
  if (!place.test(text)) throw new AuthorError(`${file} has no ${place.source}`, 'restore it from the repository');
  return typeof by === 'string' ? text.replace(place, () => by) : text.replace(place, by);
}
