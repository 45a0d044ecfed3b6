const mebibyte = 1024 * 1024;

/** What an archive may hold, beside what a project may. */
export interface ArchiveBounds {
  /** Of the archive itself. */
  readonly packedBytes: number;
  /** Whatever comes out of it, also what is then left out. */
  readonly inflatedBytes: number;
  /** How often larger it may become, */
  readonly ratio: number;
  /** once it is larger than this. */
  readonly ratioFromBytes: number;
  /** Files and folders, also those that are left out. */
  readonly entries: number;
  readonly pathBytes: number;
  readonly nameBytes: number;
  readonly depth: number;
}

export const archiveBounds: ArchiveBounds = {
  packedBytes: 64 * mebibyte,
  inflatedBytes: 128 * mebibyte,
  ratio: 100,
  ratioFromBytes: mebibyte,
  entries: 10_000,
  pathBytes: 400,
  nameBytes: 255,
  depth: 24,
};
