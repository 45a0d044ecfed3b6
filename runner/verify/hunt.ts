import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Driver } from '../core/driver.ts';
import type { RunEvent } from '../core/event.ts';
import type { Exercise } from '../core/exercise.ts';
import { createQueue } from '../core/queue.ts';
import { claimFolder } from './claim.ts';
import { createGrader } from './grade.ts';
import { type Kind, kindOf } from './kind.ts';
import { type Variant, variantsOf } from './variant.ts';

/** One run of a variant: its verdicts, and the figures of its checks of time. Plain data: a line of a journal. */
export interface HuntedRun {
  readonly exercise: string;
  readonly variant: string;
  readonly run: number;
  readonly seed: number;
  /** The machine's load average over the last minute, when the run ended. */
  readonly load: number;
  readonly checks: readonly HuntedCheck[];
  /** What kept the checks from running: it did not build, or not boot. */
  readonly stopped?: string;
}

export interface HuntedCheck {
  readonly id: string;
  readonly kind: Kind;
  readonly status: string;
  readonly measures: readonly {
    readonly name: string;
    readonly value: number;
    readonly limit: number;
    readonly right: 'below' | 'above';
    readonly unit: string;
  }[];
  /** What a failure found, in short, or what was behind an inconclusive one. */
  readonly because?: string;
}

export interface Hunt {
  readonly exercise: Exercise;
  readonly createDriver: (name: string) => Promise<Driver>;
  readonly runs: number;
  /** The seed of the first run; each later one has the next. */
  readonly seed: number;
  readonly only?: readonly string[] | undefined;
  readonly kinds: readonly Kind[];
  /** Runs that an earlier hunt has made. */
  readonly made: readonly HuntedRun[];
  readonly signal: AbortSignal;
}

/** Grades variants over and over, two at once, each run with a seed of its own. Runs that were made are not made again. */
export async function* hunt({ exercise, createDriver, runs, seed, only, kinds, made, signal }: Hunt): AsyncGenerator<HuntedRun, void> {
  const { directory, release } = await claimFolder(join(tmpdir(), 'kata-verify', exercise.id));
  try {
    const grade = createGrader(join(directory, exercise.id), signal);
    const checks = exercise.rules.flatMap((rule) => rule.checks.filter((check) => kinds.includes(kindOf(check)))).map(({ id }) => id);
    const variants = await variantsOf(exercise, only);
    const wanted = Array.from({ length: runs }, (_, at) => at + 1).flatMap((run) => variants.map((variant) => ({ variant, run })));
    const isMade = ({ variant, run }: { readonly variant: Variant; readonly run: number }) =>
      made.some((one) => one.exercise === exercise.id && one.variant === variant.name && one.run === run);
    const results = createQueue<HuntedRun>();
    const all = wanted
      .filter((one) => !isMade(one))
      .map(async ({ variant, run }) => {
        const events = await grade({
          exercise,
          plant: variant.plant,
          driver: await createDriver(variant.name),
          seed: seed + run - 1,
          checks,
        });
        results.push({
          exercise: exercise.id,
          variant: variant.name,
          run,
          seed: seed + run - 1,
          load: loadavg()[0] ?? 0,
          ...seen(events, checks),
        });
      });
    Promise.all(all).then(results.end, results.fail);
    yield* results;
  } finally {
    await release();
  }
}

/** What is needed by others only, to be asked at all, is not looked at. */
function seen(events: readonly RunEvent[], wanted: readonly string[]): Pick<HuntedRun, 'checks' | 'stopped'> {
  const last = events.at(-1);
  const checks = events.flatMap((event): readonly HuntedCheck[] => {
    if (event.type !== 'judged' || !wanted.includes(event.planned.check.id)) return [];
    const { planned, verdict, given, probed } = event;
    const { check } = planned;
    const figures = check.kind === 'probed' && probed !== undefined ? (check.measure?.(probed.evidence, given) ?? []) : [];
    return [
      {
        id: check.id,
        kind: kindOf(check),
        status: verdict.status,
        measures: figures.map(({ samples: _, ...measure }) => measure),
        ...reason(verdict),
      },
    ];
  });
  return last?.type === 'finished' ? { checks } : { checks, stopped: last?.type ?? 'nothing' };
}

function reason(verdict: (RunEvent & { readonly type: 'judged' })['verdict']): { readonly because?: string } {
  if (verdict.status === 'fail')
    return { because: verdict.findings.map(({ key, actual }) => `${key}: ${actual.slice(0, 200)}`).join('; ') };
  return verdict.status === 'inconclusive' || verdict.status === 'error' ? { because: verdict.because.slice(0, 400) } : {};
}
