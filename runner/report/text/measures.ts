import type { Measure } from '../../core/check.ts';
import type { Judged } from '../../core/event.ts';
import { measuresOf } from '../../core/measured.ts';
import type { Paint } from '../paint.ts';
import { sampleLine } from './histogram.ts';
import { labelled } from './label.ts';

/** What was measured, beside its limits; nothing where a check measures nothing. */
export function measureLines(judged: Judged, paint: Paint): readonly string[] {
  const measures = measuresOf(judged);
  const limits = measures.map((measure) => `${measure.name}${figure(measure)} at ${limit(measure)}`);
  // Limits on the same answers, as on their p50 and p95, have one picture.
  const drawn = new Set(measures.flatMap(({ samples }) => (samples === undefined ? [] : [samples])));
  return measures.length === 0 ? [] : labelled('measured', [limits.join(', '), ...[...drawn].map(sampleLine)].join('\n'), paint);
}

/** Nothing where the figure is in the picture. */
function figure({ value, unit, samples }: Measure): string {
  if (samples !== undefined) return '';
  return Number.isFinite(value) ? ` ${value.toFixed(value < 10 ? 1 : 0)} ${unit},` : ' without end,';
}

function limit({ right, limit, unit }: Measure): string {
  return `${right === 'below' ? 'most' : 'least'} ${limit} ${unit}`;
}
