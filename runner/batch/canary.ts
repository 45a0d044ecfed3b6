import { AuthorError, InfrastructureError } from '../core/fault.ts';
import { packFile } from '../project/pack-files.ts';
import { type Grading, grade, gradeUntilFailed } from './grade.ts';
import { projectOf } from './look.ts';

/** The pack's own programs: without their right verdicts, no other verdict of this machine counts. */
const right = {
  solution: { outcome: 'passed', grade },
  starter: { outcome: 'failed', grade: gradeUntilFailed },
} as const;

/** Throws unless the solution passes here and the starter fails. */
export async function assertCanary(grading: Omit<Grading, 'project' | 'onPhase'>): Promise<void> {
  const { id } = grading.exercise;
  const folders = { solution: `fixtures/${id}/solution`, starter: `exercises/${id}/starter` };
  await Promise.all(
    (['solution', 'starter'] as const).map(async (name) => {
      const { outcome, grade } = right[name];
      const project = () => projectOf({ kind: 'folder', directory: packFile(folders[name]) }, id);
      const asked = { ...grading, project, onPhase: () => {} };
      let graded = await grade(asked);
      if ('again' in graded) graded = await grade(asked);
      if ('again' in graded) {
        if (graded.isOurs) throw new AuthorError(`the ${name} of ${id} could not be graded: ${graded.again}`, 'please report it');
        throw new InfrastructureError(
          `the ${name} of ${id} could not be graded here: ${graded.again}`,
          'kata doctor looks at this machine',
        );
      }
      if (graded.outcome === outcome) return;
      throw new InfrastructureError(
        `the ${name} of ${id} is ${graded.outcome} on this machine, so no verdict of it would count${'text' in graded ? `:\n${graded.text}` : ''}`,
        'stop what else runs here, and look with kata doctor; nothing was graded',
      );
    }),
  );
}
