import type { ProjectPlace } from '../core/driver.ts';
import type { Plan, RunEvent } from '../core/event.ts';

/** The version of the format; another one is not read. */
export const recordingVersion = 1;

/**
 * The line of a recording (JSON Lines) that keeps an event; undefined for those that only tell of progress.
 * Checks and rules are kept by name: `replay` looks them up in the code of its own day.
 */
export function recordingLine(event: RunEvent): string | undefined {
  switch (event.type) {
    case 'planned':
      return JSON.stringify(headOf(event.plan));
    case 'building':
      return undefined;
    case 'judged': {
      const { planned, ...seen } = event;
      return JSON.stringify({ ...seen, check: planned.check.id });
    }
    case 'built':
    case 'not-built':
    case 'booted':
    case 'not-booted':
    case 'finished':
      return JSON.stringify(event);
  }
}

/** Without the files themselves. */
function placeOf({ directory, workspace, packageName, binary }: ProjectPlace): ProjectPlace {
  return { directory, workspace, packageName, binary };
}

function headOf({ exercise, project, checks, seed, driver, because, command }: Plan) {
  return {
    type: 'recording',
    version: recordingVersion,
    exercise: exercise.id,
    project: placeOf(project),
    checks: checks.map(({ check }) => check.id),
    seed,
    driver,
    because,
    command,
  };
}
