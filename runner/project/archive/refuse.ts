import { UsageError } from '../../core/fault.ts';

const shownCharacters = 120;

/** An archive that is not taken for what one of its entries is. */
export function refuse(archive: string, entry: string, why: string, next: string): UsageError {
  return new UsageError(`${archive}: ${shownName(entry)} ${why}`, next);
}

/** A name that somebody chose, harmless in a terminal: what is not printed is told by its number. */
export function shownName(name: string): string {
  const harmless = name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);
  if (harmless === '') return 'an entry without a name';
  return harmless.length <= shownCharacters ? harmless : `${harmless.slice(0, shownCharacters)}…`;
}
