import type { Awarded } from '../award/award.ts';
import type { Head } from '../results/head.ts';
import type { NotGraded } from '../standing.ts';

/** All results as one document; its shape is schema/batch-1.schema.json. */
export function jsonExport(head: Head, summaries: readonly Awarded[], notGraded: readonly NotGraded[]): string {
  const { version, exercise, grader, images, settings } = head;
  return `${JSON.stringify({ version, exercise, grader, images, settings, submissions: summaries, notGraded }, null, 2)}\n`;
}
