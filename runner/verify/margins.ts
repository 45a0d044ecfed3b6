import type { Exercise } from '../core/exercise.ts';
import type { HuntedCheck, HuntedRun } from './hunt.ts';
import type { Kind } from './kind.ts';
import type { Variant } from './variant.ts';

/** How far the worst right and the best wrong value of a figure stay from its limit. */
export interface Margin {
  readonly check: string;
  readonly name: string;
  readonly unit: string;
  readonly limit: number;
  readonly worstRight: number | undefined;
  readonly bestWrong: number | undefined;
  /** Times the limit, or the limit these times; above 1 is on the right side. */
  readonly rightFactor: number | undefined;
  readonly wrongFactor: number | undefined;
}

export interface WrongVerdict {
  readonly variant: string;
  readonly check: string;
  readonly seed: number;
  readonly what: string;
}

/** What a hunt came to. */
export interface HuntResult {
  readonly exercise: string;
  readonly runs: number;
  readonly verdicts: { readonly [kind in Kind]: number };
  readonly wrong: readonly WrongVerdict[];
  /** In how many of its runs each mistake failed a check that it has to fail. */
  readonly caught: readonly { readonly mistake: string; readonly runs: number; readonly failed: number }[];
  readonly inconclusive: { readonly [kind in Kind]: number };
  readonly margins: readonly Margin[];
  readonly loads: { readonly least: number; readonly median: number };
}

/** Counts wrong verdicts, and takes the margins of all figures. */
export function resultOf(exercise: Exercise, variants: readonly Variant[], runs: readonly HuntedRun[]): HuntResult {
  const byName = new Map(variants.map((variant) => [variant.name, variant]));
  const all = runs.flatMap((run) => run.checks.map((check) => ({ run, check })));
  const count = (those: typeof all, kind: Kind) => those.filter(({ check }) => check.kind === kind).length;
  const counted = (those: typeof all) => ({ function: count(those, 'function'), life: count(those, 'life'), time: count(those, 'time') });
  const loads = runs.map(({ load }) => load).sort((a, b) => a - b);
  return {
    exercise: exercise.id,
    runs: runs.length,
    verdicts: counted(all),
    inconclusive: counted(all.filter(({ check }) => check.status === 'inconclusive')),
    wrong: [
      ...runs.flatMap(({ variant, seed, stopped }) => (stopped === undefined ? [] : [{ variant, seed, check: 'all', what: stopped }])),
      ...all.flatMap(({ run, check }) => wrongness(run, check, byName.get(run.variant))),
    ],
    caught: variants.flatMap((variant) => caughtOf(variant, runs)),
    margins: marginsOf(all.flatMap(({ run, check }) => sideOf(check, byName.get(run.variant)))),
    loads: { least: loads[0] ?? 0, median: loads[Math.floor(loads.length / 2)] ?? 0 },
  };
}

function caughtOf({ kind, name, expected = [] }: Variant, runs: readonly HuntedRun[]): HuntResult['caught'] {
  const own = runs.filter(({ variant }) => variant === name);
  if (kind !== 'mistake' || own.length === 0) return [];
  const failed = own.filter(({ checks }) => checks.some(({ id, status }) => status === 'fail' && expected.includes(id)));
  return [{ mistake: name, runs: own.length, failed: failed.length }];
}

/** A starter fails what it fails. Inconclusive is no verdict of a check of time, and a wrong one of any other. */
function wrongness(
  { seed }: HuntedRun,
  { id, kind, status, because = '' }: HuntedCheck,
  variant: Variant | undefined,
): readonly WrongVerdict[] {
  if (variant?.expected === undefined || variant.may.includes(id)) return [];
  if (status === 'blocked' || (status === 'inconclusive' && kind === 'time')) return [];
  const right = variant.expected.includes(id) ? 'fail' : 'pass';
  const what = `${status}, not ${right}${because === '' ? '' : ` (${because})`}`;
  return status === right ? [] : [{ variant: variant.name, seed, check: id, what }];
}

interface Sided {
  readonly check: HuntedCheck;
  readonly isWrong: boolean;
}

/** On which side of its limit a figure belongs; on none where a variant fails it now and then, or whatever it fails. */
function sideOf(check: HuntedCheck, variant: Variant | undefined): readonly Sided[] {
  if (variant?.expected === undefined || variant.may.includes(check.id)) return [];
  return [{ check, isWrong: variant.expected.includes(check.id) }];
}

function marginsOf(seen: readonly Sided[]): readonly Margin[] {
  const figures = seen.flatMap(({ check, isWrong }) => check.measures.map((measure) => ({ check: check.id, isWrong, ...measure })));
  const names = [...new Set(figures.map(({ check, name }) => JSON.stringify([check, name])))];
  return names.flatMap((key) => {
    const [id, name] = JSON.parse(key) as [string, string];
    const same = figures.filter((figure) => figure.check === id && figure.name === name);
    const [one] = same;
    if (one === undefined) return [];
    const values = (isWrong: boolean) => same.filter((figure) => figure.isWrong === isWrong).map(({ value }) => value);
    const below = one.right === 'below';
    const worstRight = furthest(values(false), below);
    const bestWrong = furthest(values(true), !below);
    const factor = (value: number | undefined, towards: boolean) =>
      value === undefined ? undefined : towards ? one.limit / Math.max(value, 1e-9) : value / Math.max(one.limit, 1e-9);
    return [
      {
        check: id,
        name,
        unit: one.unit,
        limit: one.limit,
        worstRight,
        bestWrong,
        rightFactor: factor(worstRight, below),
        wrongFactor: factor(bestWrong, !below),
      },
    ];
  });
}

function furthest(values: readonly number[], upwards: boolean): number | undefined {
  if (values.length === 0) return undefined;
  return upwards ? Math.max(...values) : Math.min(...values);
}
