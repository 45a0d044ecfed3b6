import type { Source } from '../../project/source.ts';
import type { Ignored } from '../submission.ts';

/** What may be a submission, by its name. */
export interface Found {
  readonly name: string;
  readonly source: Source;
  readonly isLate?: boolean;
}

export interface AllFound {
  readonly found: readonly Found[];
  readonly ignored: readonly Ignored[];
}

export const noProject = 'is neither a folder nor a .zip, a .tar.gz or a git repository';

export function isArchive(name: string): boolean {
  return /\.(zip|tgz|tar|tar\.gz)$/i.test(name);
}
