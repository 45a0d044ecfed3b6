import { loadavg } from 'node:os';
import type { Measure } from '../core/check.ts';
import type { Driver } from '../core/driver.ts';
import { judgedIn, type RunEvent } from '../core/event.ts';
import { checksOf, type Exercise } from '../core/exercise.ts';
import { measuresOf } from '../core/measured.ts';
import { asTheyCome } from '../core/queue.ts';
import type { Verdict } from '../core/verdict.ts';
import { openGrader } from './grade.ts';
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
  readonly measures: readonly Omit<Measure, 'samples'>[];
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
  /** Runs of this exercise that an earlier hunt has made. */
  readonly made: readonly HuntedRun[];
  readonly signal: AbortSignal;
}

/**
 * Grades variants over and over, two at once, each run with a seed of its own. A mistake is asked only what it has to
 * fail: the rest is the solution's to show. Runs that were made are not made again.
 */
export async function* hunt({ exercise, createDriver, runs, seed, only, kinds, made, signal }: Hunt): AsyncGenerator<HuntedRun, void> {
  const { grade, release } = await openGrader(exercise, signal);
  try {
    const checks = checksOf(exercise).flatMap((check) => (kinds.includes(kindOf(check)) ? [check.id] : []));
    const askedOf = ({ kind, expected = [] }: Variant) => (kind === 'mistake' ? checks.filter((id) => expected.includes(id)) : checks);
    const huntOne = async (variant: Variant, run: number): Promise<HuntedRun> => {
      const { plant, name } = variant;
      const asked = askedOf(variant);
      const seedOfRun = seed + run - 1;
      const events = await grade({ plant, driver: await createDriver(name), seed: seedOfRun, checks: asked });
      return { exercise: exercise.id, variant: name, run, seed: seedOfRun, load: loadavg()[0] ?? 0, ...seen(events, asked) };
    };
    const variants = (await variantsOf(exercise, only)).filter((variant) => askedOf(variant).length > 0);
    const wanted = Array.from({ length: runs }, (_, at) => at + 1).flatMap((run) => variants.map((variant) => ({ variant, run })));
    const areMade = new Set(made.map(({ variant, run }) => `${variant} ${run}`));
    const open = wanted.filter(({ variant, run }) => !areMade.has(`${variant.name} ${run}`));
    yield* asTheyCome(open.map(({ variant, run }) => huntOne(variant, run)));
  } finally {
    await release();
  }
}

/** What is needed by others only, to be asked at all, is not looked at. */
function seen(events: readonly RunEvent[], wanted: readonly string[]): Pick<HuntedRun, 'checks' | 'stopped'> {
  const last = events.at(-1);
  const checks = judgedIn(events)
    .filter(({ planned }) => wanted.includes(planned.check.id))
    .map((judged) => ({
      id: judged.planned.check.id,
      kind: kindOf(judged.planned.check),
      status: judged.verdict.status,
      measures: measuresOf(judged).map(({ samples: _, ...measure }) => measure),
      ...reason(judged.verdict),
    }));
  return last?.type === 'finished' ? { checks } : { checks, stopped: last?.type ?? 'nothing' };
}

function reason(verdict: Verdict): { readonly because?: string } {
  if (verdict.status === 'fail')
    return { because: verdict.findings.map(({ key, actual }) => `${key}: ${actual.slice(0, 200)}`).join('; ') };
  return verdict.status === 'inconclusive' || verdict.status === 'error' ? { because: verdict.because.slice(0, 400) } : {};
}
