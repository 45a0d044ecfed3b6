import { isMust } from '../core/check.ts';
import { judgedIn, planIn, type RunEvent } from '../core/event.ts';
import type { Verdict } from '../core/verdict.ts';
import { recordingLine } from '../record/write.ts';
import { type ReportDocument, reportDocument } from '../report/json.ts';
import { createPaint } from '../report/paint.ts';
import { safe } from '../report/safe.ts';
import { failureLines } from '../report/text/failure.ts';
import { textReport } from '../report/text/report.ts';
import type { Student, Submission } from './submission.ts';

/** What a submission came to, in so many words as fit a line. */
export interface Summary {
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  readonly isLate: boolean;
  readonly student?: Student;
  readonly exercise: string;
  /** Of the submission's content and of all that it was graded with. */
  readonly key: string;
  readonly outcome: Outcome;
  /** Checks that must pass and do, of all that must. */
  readonly points: Points;
  readonly checks: readonly { readonly id: string; readonly status: Verdict['status'] }[];
  /** Whose result this is as well, since both handed in the same. */
  readonly sameAs?: string;
}

/** Such a result stands. `refused` is what no sandbox builds, and says why. */
export type Outcome = 'passed' | 'failed' | 'not-built' | 'not-booted' | 'refused';

/** Whether it came to checks: what else befalls a submission is told in its text. */
export function hasRun({ outcome }: Pick<Summary, 'outcome'>): boolean {
  return outcome === 'passed' || outcome === 'failed';
}

export interface Points {
  readonly earned: number;
  readonly of: number;
}

/** A result as it is kept: whole. */
export interface Result extends Summary {
  readonly gradedAt: string;
  /** Why it was refused, and what to do about it. */
  readonly refusal?: { readonly message: string; readonly next?: string };
  /** As `kata check --json` gives it. */
  readonly report?: ReportDocument;
  /** What failed, each as `kata check --all` shows it, by check. */
  readonly failures: Readonly<Record<string, string>>;
  /** As `kata check --all` prints it. */
  readonly text: string;
  /** The last that the server printed while the first check that failed was looked at. */
  readonly log: readonly string[];
}

/** What a run came to, and all that was seen, as `kata check --record` keeps it. */
export type Finished = Pick<Result, 'outcome' | 'points' | 'checks' | 'refusal' | 'report' | 'failures' | 'text' | 'log'> & {
  readonly recording?: string;
};

/** What a run came to; `again` where it was the machine's or the grader's fault, which is no result. */
export type Graded = Finished | { readonly again: string; readonly isOurs: boolean };

const [logLines, logCharacters] = [40, 300];

/** The result in a run's events. */
export function gradedOf(events: readonly RunEvent[]): Graded {
  const report = reportDocument(events);
  const { outcome } = report;
  if (outcome === 'inconclusive' || report.checks.some(({ status }) => status === 'inconclusive'))
    return { again: 'this machine was too busy for its checks of time', isOurs: false };
  if (outcome === 'error') return { again: brokenCheck(report), isOurs: true };
  const musts = new Set((planIn(events)?.checks ?? []).flatMap(({ check }) => (isMust(check) ? [check.id] : [])));
  return {
    outcome,
    points: { earned: report.checks.filter(({ id, status }) => musts.has(id) && status === 'pass').length, of: musts.size },
    checks: report.checks.map(({ id, status }) => ({ id, status })),
    report,
    failures: failuresIn(events),
    text: textReport(events, { paint: createPaint(false), all: true, verbose: false }),
    log: logIn(events),
    recording: `${events.flatMap((event) => recordingLine(event) ?? []).join('\n')}\n`,
  };
}

export function summaryOf({ gradedAt, refusal, report, failures, text, log, ...summary }: Result): Summary {
  return summary;
}

export function resultOf(submission: Submission, given: Pick<Summary, 'exercise' | 'key' | 'sameAs'>, graded: Finished): Result {
  const { id, name, isLate, student } = submission;
  const { outcome, points, checks, refusal, report, failures, text, log } = graded;
  return {
    ...{ version: 1, id, name, isLate },
    ...(student === undefined ? {} : { student }),
    ...given,
    ...{ outcome, points, checks },
    gradedAt: new Date().toISOString(),
    ...(refusal === undefined ? {} : { refusal }),
    ...(report === undefined ? {} : { report }),
    ...{ failures, text, log },
  };
}

/** In teaching order: the first is what to look at first. */
function failuresIn(events: readonly RunEvent[]): Readonly<Record<string, string>> {
  const plan = planIn(events);
  const judged = new Map(judgedIn(events).map((one) => [one.planned.check.id, one]));
  const failed = (plan?.checks ?? []).flatMap(({ check }) => judged.get(check.id) ?? []).filter(({ verdict }) => verdict.status === 'fail');
  return Object.fromEntries(
    plan === undefined ? [] : failed.map((one) => [one.planned.check.id, failureLines(one, plan, createPaint(false)).join('\n')]),
  );
}

function logIn(events: readonly RunEvent[]): readonly string[] {
  const log = judgedIn(events).find(({ verdict, probed }) => verdict.status === 'fail' && probed !== undefined && probed.log.length > 0)
    ?.probed?.log;
  return (log ?? []).slice(-logLines).map((line) => safe(line).slice(0, logCharacters));
}

function brokenCheck({ checks }: ReportDocument): string {
  const broken = checks.find(({ status }) => status === 'error');
  return `the check ${broken?.id ?? 'of the run'} broke, which is a fault of kata`;
}
