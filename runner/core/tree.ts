/** Files by absolute path: those of this machine, or those of an archive, which are in memory alone. */
export interface Tree {
  readonly kind: 'disk' | 'memory';
  /** A path as it is told to a person. */
  shown(path: string): string;
  read(path: string): Promise<Content>;
  /** What is at a path, links followed; undefined where nothing is. */
  look(path: string): Promise<Looked | undefined>;
  /** What is in a folder, links as what they are. Throws where it cannot be read. */
  list(folder: string): Promise<readonly Listed[]>;
}

export type Content =
  | { readonly kind: 'file'; readonly bytes: Buffer }
  | { readonly kind: 'folder' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable'; readonly why: string };

export interface Looked {
  readonly kind: 'file' | 'folder' | 'other';
  readonly sizeBytes: number;
}

export interface Listed {
  readonly name: string;
  readonly kind: Looked['kind'];
}
