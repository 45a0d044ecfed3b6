import type { Paint } from '../../report/paint.ts';
import { kinds } from '../kind.ts';
import type { HuntResult, Margin } from '../margins.ts';

const shownWrong = 20;
const least = 2;
/** What is further away needs no figure. */
const most = 1_000;

/** A flake hunt for a terminal: wrong verdicts, and how far each figure stays from its limit on both sides. */
export function textHunt(result: HuntResult, paint: Paint): string {
  const { exercise, runs, verdicts, inconclusive, wrong, caught, margins, loads } = result;
  const seen = kinds.filter((kind) => verdicts[kind] > 0);
  return [
    `${paint.bold(exercise)}  ${runs} runs at a load average of ${loads.median.toFixed(1)} (least ${loads.least.toFixed(1)})\n`,
    ...seen.map(
      (kind) =>
        `  ${kind.padEnd(9)} ${verdicts[kind]} verdicts, ${inconclusive[kind]} inconclusive (${share(inconclusive[kind], verdicts[kind])})`,
    ),
    ...caught.map(({ mistake, runs: own, failed }) => `  ${mistake}: failed in ${failed} of ${own} runs`),
    '',
    ...(margins.length === 0
      ? []
      : [`  ${row('figure', 'limit', 'worst right', 'best wrong')}`, ...margins.map((margin) => `  ${marginRow(margin, paint)}`), '']),
    ...wrong.slice(0, shownWrong).map(({ variant, check, seed, what }) => `${paint.red('✗')} ${variant}, seed ${seed}: ${check}: ${what}`),
    ...(wrong.length > shownWrong ? [`  and ${wrong.length - shownWrong} more`] : []),
    wrong.length === 0
      ? `${paint.green('✓')} ${exercise}: no wrong verdict\n`
      : `${paint.red('✗')} ${exercise}: ${wrong.length} wrong verdicts\n`,
  ].join('\n');
}

function marginRow(margin: Margin, paint: Paint): string {
  const { check, name, unit, limit, worstRight, bestWrong, rightFactor, wrongFactor } = margin;
  const text = row(`${check} ${name}`, `${limit} ${unit}`, value(worstRight, rightFactor), value(bestWrong, wrongFactor));
  const tight = [rightFactor, wrongFactor].some((factor) => factor !== undefined && factor < least);
  return tight ? paint.yellow(`${text}  under a factor of ${least}`) : text;
}

function row(figure: string, limit: string, right: string, wrong: string): string {
  return `${figure.padEnd(44)}${limit.padStart(12)}${right.padStart(20)}${wrong.padStart(20)}`;
}

function value(seen: number | undefined, factor: number | undefined): string {
  if (seen === Number.POSITIVE_INFINITY) return 'without end';
  return seen === undefined || factor === undefined ? '–' : `${seen.toFixed(1)} (${factor > most ? `over ${most}` : factor.toFixed(1)} ×)`;
}

function share(part: number, whole: number): string {
  return `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;
}
