/** A server's own SQLite file, in a folder of its own. */
export interface Sqlite {
  /** What the server finds in `DATABASE_URL`. */
  readonly url: string;
  /** Takes the whole file, as a writer does that is in the middle of its work. */
  lock(): Promise<Held>;
  /** Reads in the file and does not come to an end, as a backup does: who writes may have to wait for it. */
  read(): Promise<Held>;
  /** Lets go of what `lock` or `read` holds. */
  unlock(): Promise<void>;
  /** Makes the folder, where the server was booted without it. */
  mount(): Promise<void>;
  /** Counts the rows of all tables, over a connection of the grader's own. */
  rows(): Promise<Counted>;
}

export type SqliteFault = 'lock' | 'read' | 'unlock' | 'mount';

/** How a server finds its file when it boots, where it is not an empty one that nobody holds. */
export type SqliteAtBoot = 'locked' | 'no file' | 'no folder';

/** Whether somebody beside the server could hold the file; if not, what SQLite said. */
export type Held = { readonly kind: 'held' } | { readonly kind: 'refused'; readonly why: string };

export type Counted =
  | { readonly kind: 'counted'; readonly tables: number; readonly rows: number }
  | { readonly kind: 'refused'; readonly why: string };
