import type { Project } from '../core/driver.ts';
import { InfrastructureError, UsageError } from '../core/fault.ts';
import { findProject } from '../project/find.ts';
import type { Source } from '../project/source.ts';
import { type Ground, keyOf } from './key.ts';
import type { Submission } from './submission.ts';

/** What a project would be built from: a digest, and the crates that it asks for outside the vetted set. */
export type Fingerprint = (project: Project) => Promise<{ readonly digest: string; readonly outside: readonly string[] }>;

/** A submission that was looked into: the key of its result, and what there is to refuse. */
export interface Looked {
  readonly submission: Submission;
  readonly key: string;
  /** Of its content alone; undefined where it is refused. */
  readonly digest: string | undefined;
  readonly outside: readonly string[];
  readonly refusal?: UsageError;
}

/** Finds the project of a submission, and what it would be built from. Nothing of it is held: it is read again to be graded. */
export async function look(submission: Submission, ground: Ground, fingerprint: Fingerprint): Promise<Looked> {
  try {
    const { digest, outside } = await fingerprint(await projectOf(submission.source, ground.exercise));
    return { submission, key: keyOf(ground, digest), digest, outside };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { submission, key: keyOf(ground, `refused: ${error.message}`), digest: undefined, outside: [], refusal: error };
  }
}

/** The project in what was handed in, whatever it says that it is for. */
export async function projectOf(source: Source, exerciseId: string): Promise<Project> {
  return (await findProject({ source, named: true, exerciseId, known: [exerciseId] })).project;
}

/** The project that was looked at. What is another by now, or is gone, would be graded under a name that is not its own. */
export async function unchanged({ submission, key }: Looked, ground: Ground, fingerprint: Fingerprint): Promise<Project> {
  const changed = (how: string, cause?: unknown) =>
    new InfrastructureError(`it ${how} while the batch ran`, 'run the command again once it stays as it is', { cause });
  try {
    const project = await projectOf(submission.source, ground.exercise);
    if (keyOf(ground, (await fingerprint(project)).digest) === key) return project;
  } catch (error) {
    throw error instanceof UsageError ? changed(`could no longer be read (${error.message})`, error) : error;
  }
  throw changed('changed');
}
