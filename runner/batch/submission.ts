import type { Source } from '../project/source.ts';

/** One project to grade, and whose it is. */
export interface Submission {
  /** Names its result, in every file system: unique in a batch, and the same each time. */
  readonly id: string;
  /** As it was found: the name of a folder or a file, or what a list says. */
  readonly name: string;
  readonly source: Source;
  readonly isLate: boolean;
  /** Who it is, by the roster. */
  readonly student?: Student;
}

/** A line of a roster, by the names that Canvas gives its columns. */
export interface Student {
  readonly name: string;
  readonly id: string;
  readonly sisUserId: string;
  readonly sisLoginId: string;
  readonly section: string;
}

/** What was found beside the submissions, or among them, and is not graded. */
export interface Ignored {
  readonly name: string;
  readonly why: string;
}

/** All that one named, before any of it is read. */
export interface Intake {
  readonly submissions: readonly Submission[];
  readonly ignored: readonly Ignored[];
  /** Everybody of the class, in order, where there is a roster. */
  readonly roster: readonly Student[];
}
