import { parse } from 'smol-toml';
import * as z from 'zod/mini';

const Lockfile = z.object({
  package: z._default(z.array(z.object({ name: z.string(), version: z.string(), source: z.optional(z.string()) })), []),
});

/**
 * The lockfile for a workspace: every vetted crate, and the workspace's own packages. cargo drops what is
 * not used yet at each build, so it is filled again with each exercise. Undefined where the workspace
 * has crates of its own choice: then its lockfile stays as it is.
 */
export function lockfileWith(vetted: string, existing: string): string | undefined {
  const ours = new Set(Lockfile.parse(parse(vetted)).package.map(({ name, version }) => `${name} ${version}`));
  const theirs = Lockfile.parse(parse(existing)).package.filter(({ source }) => source !== undefined);
  if (theirs.some(({ name, version }) => !ours.has(`${name} ${version}`))) return undefined;
  const [head = '', ...packages] = blocks(vetted);
  const [, ...members] = blocks(existing);
  const taken = [...packages.filter(hasSource), ...members.filter((block) => !hasSource(block))];
  return `${head}${taken
    .map((block) => `${block.trimEnd()}\n`)
    .sort()
    .join('\n')}`;
}

function blocks(lockfile: string): readonly string[] {
  return lockfile.split(/^(?=\[\[package\]\]$)/m);
}

function hasSource(block: string): boolean {
  return /^source = /m.test(block);
}
