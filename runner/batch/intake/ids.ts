import { createHash } from 'node:crypto';

const longest = 60;

/**
 * A name for the files of each submission: what of its own name every file system takes, and where that is nothing, or
 * is another's as well, some digits of the whole. It does not depend on who else hands in, but for such a namesake.
 */
export function idsOf(names: readonly string[]): readonly string[] {
  const plain = names.map(plainName);
  const count = new Map<string, number>();
  for (const id of plain) count.set(id, (count.get(id) ?? 0) + 1);
  return names.map((name, at) => {
    const id = plain[at] ?? '';
    return id === '' || reserved.test(id) || (count.get(id) ?? 0) > 1 ? `${id === '' ? 'submission' : id}-${digits(name)}` : id;
  });
}

/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, longest)
    .replace(/-+$/, '');
}

function digits(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 8);
}
