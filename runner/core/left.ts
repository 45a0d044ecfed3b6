/** Something that a run left behind because it was killed. */
export interface Left {
  readonly kind: 'container' | 'image' | 'network' | 'volume' | 'folder' | 'process';
  readonly name: string;
  /** False where it could not be removed. */
  remove(): Promise<boolean>;
}

/** Removes what was left, one kind after the other, as one may hold on to the next; returns what is gone now. */
export async function removeLeft(left: readonly Left[]): Promise<readonly Left[]> {
  const removed: Left[] = [];
  for (const kind of ['process', 'container', 'image', 'network', 'volume', 'folder'] as const) {
    const ofKind = left.filter((one) => one.kind === kind);
    const gone = await Promise.all(ofKind.map((one) => one.remove().catch(() => false)));
    removed.push(...ofKind.filter((_, at) => gone[at] === true));
  }
  return removed;
}
