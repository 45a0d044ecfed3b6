import { memo } from 'react';
import type { Verdict } from '../runner/core/verdict.ts';

interface StripProps {
  readonly statuses: readonly Verdict['status'][];
  readonly column: number | undefined;
}

/** Told apart by height as well as by colour. */
const heights: { readonly [status in Verdict['status']]: number } = { pass: 0.4, fail: 1, blocked: 0.16, inconclusive: 0.7, error: 0.7 };

/** A row of squares, one for each check. One path for each status keeps a large class quick. */
export function Strip({ statuses, column }: StripProps) {
  return (
    <svg viewBox={`0 0 ${statuses.length} 1`} preserveAspectRatio="none" aria-hidden="true">
      <Squares statuses={statuses} />
      {column !== undefined && <rect className="column" x={column} y="0" width="0.85" height="1" />}
    </svg>
  );
}

const Squares = memo(function Squares({ statuses }: Pick<StripProps, 'statuses'>) {
  return [...new Set(statuses)].map((status) => {
    const height = heights[status];
    const squares = statuses.flatMap((one, at) => (one === status ? [`M${at} ${1 - height}h.85v${height}h-.85z`] : []));
    return <path key={status} className={status} d={squares.join('')} />;
  });
});
