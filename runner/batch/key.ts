import { createHash } from 'node:crypto';

/** All that a verdict depends on beside the submission: who differs in any of it grades anew. */
export interface Ground {
  readonly exercise: string;
  /** The digest of kata itself, its exercises included. */
  readonly grader: string;
  /** Digests by name. */
  readonly images: Readonly<Record<string, string>>;
  readonly settings: Settings;
}

export interface Settings {
  readonly seed: number;
  /** Whether crates outside the vetted set were fetched. */
  readonly fetch: boolean;
  readonly runtime: string | null;
}

/** Names a result by its content: the same submission on the same ground is the same work. */
export function keyOf(ground: Ground, fingerprint: string): string {
  const { exercise, grader, images, settings } = ground;
  const sorted = Object.entries(images).sort(([a], [b]) => (a < b ? -1 : 1));
  const content = [1, exercise, grader, sorted, settings.seed, settings.fetch, settings.runtime, fingerprint];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
