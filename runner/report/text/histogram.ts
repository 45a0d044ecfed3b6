import type { Sample } from '../../core/answer.ts';
import { percentile } from '../../core/percentile.ts';

const blocks = '▁▂▃▄▅▆▇█';
const mostBuckets = 8;
const columns = 66;

/** Percentiles and a small picture of many answers, in a line of at most 66 columns. */
export function sampleLine(samples: readonly Sample[]): string {
  const figures = [50, 95, 99].map((percent) => `p${percent} ${short(percentile(samples, percent))}`);
  const line = `${[...figures, `max ${short(percentile(samples, 100))}`].join(' · ')} ms`;
  const drawn = `${line}  ${picture(samples)}`;
  return drawn.length > columns ? line : drawn.trimEnd();
}

function short(ms: number): string {
  if (!Number.isFinite(ms)) return 'none';
  return ms >= 10 ? String(Math.round(ms)) : ms.toFixed(1);
}

/** How many answers there were in each span of time; each span is twice as long as the one before, or more where that is too many. */
function picture(samples: readonly Sample[]): string {
  const answered = samples.flatMap((sample) => (sample.ok ? [Math.max(sample.ms, 0.1)] : []));
  if (answered.length === 0) return '';
  const [low, high] = [Math.floor(Math.log2(Math.min(...answered))), Math.floor(Math.log2(Math.max(...answered)))];
  const step = Math.ceil((high - low + 1) / mostBuckets);
  const counts = Array.from({ length: Math.ceil((high - low + 1) / step) }, () => 0);
  for (const ms of answered) {
    const at = Math.floor((Math.floor(Math.log2(ms)) - low) / step);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  const bars = counts.map((count) => (count === 0 ? ' ' : blocks[Math.ceil((count / most) * blocks.length) - 1]));
  return `${short(2 ** low)} ${bars.join('')} ${short(2 ** (low + counts.length * step))}`;
}
