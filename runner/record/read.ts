import * as z from 'zod/mini';
import type { Judged, Plan, RunEvent } from '../core/event.ts';
import { AuthorError } from '../core/fault.ts';
import { recordingVersion } from './write.ts';

const Head = z.object({
  type: z.literal('recording'),
  version: z.number(),
  exercise: z.string(),
  project: z.object({ directory: z.string(), workspace: z.string(), packageName: z.string(), binary: z.string() }),
  checks: z.array(z.string()),
  seed: z.number(),
  driver: z.enum(['docker', 'local']),
  because: z.string(),
  command: z.string(),
});
const SeenCheck = z.looseObject({
  type: z.literal('judged'),
  check: z.string(),
  given: z.unknown(),
  verdict: z.looseObject({ status: z.enum(['pass', 'fail', 'blocked', 'inconclusive', 'error']) }),
  probed: z.optional(z.looseObject({ evidence: z.unknown(), steps: z.array(z.unknown()), log: z.array(z.string()) })),
  seen: z.optional(z.object({ passedOnlyAlone: z.array(z.string()), sharedServerEnded: z.nullable(z.string()) })),
});
const Other = z.looseObject({ type: z.enum(['built', 'not-built', 'booted', 'not-booted', 'finished']) });

/** What a recording holds: a run, with its checks by name. */
export interface Recording {
  readonly head: Omit<Plan, 'exercise' | 'checks'> & { readonly exercise: string; readonly checks: readonly string[] };
  readonly events: readonly (SeenCheck | Exclude<RunEvent, { readonly type: 'planned' | 'building' | 'judged' }>)[];
}

export type SeenCheck = Omit<Judged, 'planned'> & { readonly check: string };

/** Reads a recording. Throws an AuthorError that names the line where it is not one, or is cut short. */
export function readRecording(path: string, text: string): Recording {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [first = '', ...rest] = lines.map((line, at) => parsedLine(path, line, at + 1, at === lines.length - 1));
  const head = Head.safeParse(first);
  if (!head.success) throw new AuthorError(`${path} is not a recording of kata`, 'kata check --record FILE makes one');
  if (head.data.version !== recordingVersion) {
    const versions = `${path} is a recording of version ${head.data.version}, and this kata reads version ${recordingVersion}`;
    throw new AuthorError(versions, 'record the run again with this kata');
  }
  const events = rest.map((value, at) => {
    const event = z.union([SeenCheck, Other]).safeParse(value);
    if (!event.success) throw new AuthorError(`${path}:${at + 2} is no event of a run`, 'record the run again');
    return event.data as unknown as Recording['events'][number];
  });
  if (!['finished', 'not-built', 'not-booted'].includes(events.at(-1)?.type ?? '')) throw cutShort(path, lines.length);
  return { head: head.data, events };
}

function parsedLine(path: string, line: string, number: number, isLast: boolean): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw isLast && number > 1 ? cutShort(path, number) : new AuthorError(`${path}:${number} is not JSON`, 'record the run again');
  }
}

function cutShort(path: string, lines: number): AuthorError {
  return new AuthorError(`${path} is cut short: after line ${lines} the run goes on`, 'record the run again, and let it end');
}
