import { type Judged, judgedIn } from '../core/event.ts';
import type { Exercise } from '../core/exercise.ts';
import { specProblems } from './agreement.ts';
import { placeProblems, wantedMistakes } from './draft.ts';
import { leftGoldens } from './golden/golden.ts';
import { judgeProblems, unfailedChecks } from './judge-problems.ts';
import { type JudgeProof, proveJudge } from './judges.ts';
import type { Problem } from './problem.ts';
import { variantProblems } from './variant-problems.ts';
import { type Graded, mistakesIn, type VerifyEvent } from './verify.ts';

/** One step towards an exercise, done where it has no problems. */
export interface Step {
  readonly name: 'spec' | 'solution' | 'starter' | 'judges' | 'mistakes' | 'checks' | 'reports' | 'place';
  readonly problems: readonly Problem[];
}

/** All that is known of an exercise's checks. */
export interface Proof {
  readonly exercise: Exercise;
  readonly graded: readonly Graded[];
  readonly judges: readonly JudgeProof[];
  /** Findings' keys that were seen empty on the solution and filled on a mistake or a defect, of all there are. */
  readonly keys: { readonly all: number; readonly seenBothWays: number };
  /** What an exercise takes, in the order in which it is best written. */
  readonly steps: readonly Step[];
  /** Those of all steps. */
  readonly problems: readonly Problem[];
  /** False of a proof in part. */
  readonly isWhole: boolean;
  /** True of an exercise that is being written: what is missing is no fault. */
  readonly isDraft: boolean;
  /** Variants whose verdict the machine, and nobody else, is behind. */
  readonly inconclusive: readonly string[];
}

/** Of all its variants, and nothing is left to mend. */
export function isProven({ isWhole, problems, inconclusive }: Proof): boolean {
  return isWhole && problems.length === 0 && inconclusive.length === 0;
}

interface Asked {
  /** False for some variants only: then nothing is said of what the others prove. */
  readonly isWhole: boolean;
  readonly isDraft: boolean;
}

/** What the events of `verify` come to. */
export async function proofOf(exercise: Exercise, events: readonly VerifyEvent[], { isWhole, isDraft }: Asked): Promise<Proof> {
  const graded = inOrder(events);
  const linted = events.flatMap((event) => (event.type === 'linted' ? event.problems : []));
  const solution = graded.find(({ variant }) => variant.kind === 'solution');
  const passed = judgedOf(solution).filter(({ verdict }) => verdict.status === 'pass');
  const judges = passed.map(proveJudge);
  const filledElsewhere = filledByMistakes(graded);
  const keys = judges.flatMap(({ checkId, keys, filled }) =>
    keys.map((key) => ({ checkId, key, filled: filled.includes(key) || filledElsewhere.has(`${checkId} ${key}`) })),
  );
  const ofKind = (kind: Graded['variant']['kind']) =>
    graded.filter(({ variant }) => variant.kind === kind).flatMap((one) => variantProblems(exercise, one));
  const whole = <Problems>(problems: () => Problems) => (isWhole ? problems() : []);
  const steps: readonly Step[] = [
    { name: 'spec', problems: await whole(() => specProblems(exercise)) },
    { name: 'solution', problems: [...ofKind('solution'), ...linted] },
    { name: 'starter', problems: ofKind('starter') },
    { name: 'judges', problems: judges.flatMap((proof) => judgeProblems(exercise, proof)) },
    { name: 'mistakes', problems: [...whole(() => wantedMistakes(exercise.id, graded)), ...ofKind('mistake')] },
    { name: 'checks', problems: whole(() => [...unfailedChecks(exercise, graded), ...unfilledKeys(exercise, keys)]) },
    {
      name: 'reports',
      problems: [...graded.flatMap(({ golden = [] }) => golden), ...(await whole(() => leftGoldens(exercise.id, graded)))],
    },
    { name: 'place', problems: isDraft && isWhole ? placeProblems(exercise.id) : [] },
  ];
  return {
    exercise,
    graded,
    judges,
    isWhole,
    isDraft,
    keys: { all: keys.length, seenBothWays: keys.filter(({ filled }) => filled).length },
    steps,
    problems: steps.flatMap((step) => step.problems),
    inconclusive: graded.filter((one) => one.inconclusive.length > 0).map(({ variant }) => variant.name),
  };
}

const ranks = { solution: 0, starter: 1, mistake: 2 } as const;

/** In the order of their names: they ended as it came. */
function inOrder(events: readonly VerifyEvent[]): readonly Graded[] {
  const graded = events.flatMap((event) => (event.type === 'graded' ? [event.graded] : []));
  return graded.sort(({ variant: a }, { variant: b }) => ranks[a.kind] - ranks[b.kind] || a.name.localeCompare(b.name));
}

function judgedOf(graded: Graded | undefined): readonly Judged[] {
  return judgedIn(graded?.events ?? []);
}

function filledByMistakes(graded: readonly Graded[]): ReadonlySet<string> {
  const mistakes = mistakesIn(graded).flatMap(judgedOf);
  return new Set(
    mistakes.flatMap(({ planned, verdict }) =>
      verdict.status === 'fail' ? verdict.findings.map(({ key }) => `${planned.check.id} ${key}`) : [],
    ),
  );
}

function unfilledKeys(
  exercise: Exercise,
  keys: readonly { readonly checkId: string; readonly key: string; readonly filled: boolean }[],
): readonly Problem[] {
  return keys
    .filter(({ filled }) => !filled)
    .map(({ checkId, key }) => ({
      file: `exercises/${exercise.id}`,
      what: `the finding "${key}" of ${checkId} was never seen filled, by no mistake and no defect of the evidence`,
      next: 'write the mistake that fills it, or take the finding out',
    }));
}
