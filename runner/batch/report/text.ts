import type { Paint } from '../../report/paint.ts';
import { safeShort } from '../../report/safe.ts';
import type { BatchEvent, OutsideAsked } from '../event.ts';
import type { Outcome, Summary } from '../result.ts';
import type { Standing } from '../standing.ts';
import type { Intake } from '../submission.ts';

const shownNames = 10;

/** What was found, before anything is graded. */
export function intakeLines({ submissions, ignored, roster }: Intake, paint: Paint): readonly string[] {
  const there = new Set(submissions.map(({ student }) => student?.id));
  const missing = roster.filter(({ id }) => !there.has(id));
  const late = submissions.filter(({ isLate }) => isLate).length;
  return [
    ...listed(
      ignored.map(({ name, why }) => `${safeShort(name)} ${why}`),
      (text) => paint.yellow(`not taken: ${text}`),
    ),
    ...listed(
      missing.map(({ name }) => safeShort(name)),
      (text) => paint.yellow(`nothing from ${text}`),
    ),
    ...(late > 0 ? [`${late} late`] : []),
  ];
}

/** What is outside the vetted set, before anything is built; undefined where nothing is. */
export function outsideLine(outside: readonly OutsideAsked[], fetches: boolean): string | undefined {
  if (outside.length === 0) return undefined;
  const names = outside.slice(0, shownNames).map(({ name, count }) => `${safeShort(name)} (${count})`);
  const rest = outside.length - names.length;
  const what = `crates outside the vetted set: ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return fetches ? `${what}; they are fetched` : `${what}; who needs them is refused, and --fetch takes them`;
}

export function leftText(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  return `about ${seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`} left`;
}

/** A submission's result, or why there is none, in a line. */
export function resultLine(event: Extract<BatchEvent, { type: 'graded' | 'not-graded' }>, paint: Paint): string {
  if (event.type === 'not-graded') return `${paint.yellow('?')} ${safeShort(event.name)}   not graded: ${safeShort(event.because)}`;
  const { summary, how } = event;
  return `${mark(summary.outcome, paint)} ${safeShort(summary.name)}   ${words(summary, paint)}${how === 'same' ? paint.dim(`   the same as ${summary.sameAs}`) : ''}`;
}

/** How the batch ended. */
export function summaryLines({ results, notGraded, kept, same }: Standing, ms: number, paint: Paint): readonly string[] {
  const counts = outcomes.flatMap((outcome) => {
    const count = results.filter((one) => one.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${told[outcome]}`];
  });
  const all = results.length + notGraded.length;
  return [
    [
      `${all} ${all === 1 ? 'submission' : 'submissions'}`,
      ...counts,
      ...(notGraded.length === 0 ? [] : [paint.yellow(`${notGraded.length} not graded`)]),
    ].join(' · '),
    [
      `${(ms / 1_000).toFixed(1)} s`,
      ...(kept === 0 ? [] : [`${kept} as they were, not graded again`]),
      ...(same === 0 ? [] : [`${same} the same as another, graded once`]),
    ].join(' · '),
  ];
}

const outcomes = ['passed', 'failed', 'not-built', 'not-booted', 'refused'] as const satisfies readonly Outcome[];
export const told: { readonly [outcome in Outcome]: string } = {
  passed: 'passed',
  failed: 'failed',
  'not-built': 'not built',
  'not-booted': 'did not boot',
  refused: 'refused',
};

function words({ outcome, points, checks }: Summary, paint: Paint): string {
  if (outcome === 'passed') return `${points.earned} of ${points.of}`;
  if (outcome !== 'failed') return told[outcome];
  const [first, ...others] = checks.filter(({ status }) => status === 'fail');
  return `${points.earned} of ${points.of}   ${paint.dim(`${first?.id ?? ''}${others.length === 0 ? '' : ` and ${others.length} more`}`)}`;
}

function mark(outcome: Outcome, paint: Paint): string {
  return outcome === 'passed' ? paint.green('✓') : paint.red('✗');
}

function listed(texts: readonly string[], line: (text: string) => string): readonly string[] {
  const rest = texts.length - shownNames;
  return [...texts.slice(0, shownNames).map(line), ...(rest > 0 ? [`  and ${rest} more`] : [])];
}
