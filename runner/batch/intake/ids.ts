import { createHash } from 'node:crypto';

const longest = 60;

export interface Named {
  /** What a submission is called. */
  readonly label: string;
  /** As it was found: nothing else is called so. */
  readonly name: string;
}

/**
 * A name for the files of each submission: what of its label every file system takes, and where that is nothing, or is
 * another's as well, some digits of its whole name. It does not depend on who else hands in, but for such a namesake.
 */
export function idsOf(all: readonly Named[]): readonly string[] {
  const plain = all.map(({ label }) => plainName(label));
  const count = new Map<string, number>();
  for (const id of plain) count.set(id, (count.get(id) ?? 0) + 1);
  return all.map(({ name }, at) => {
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
