import type { ReportedSubmission } from '../runner/batch/report/class-report.ts';
import { share } from './selection.ts';
import { counted } from './words.ts';

const bins = 10;

/** How many have how much of the points: the last bar is for all of them. */
export function Distribution({ submissions }: { readonly submissions: readonly ReportedSubmission[] }) {
  const counts = Array.from({ length: bins + 1 }, () => 0);
  for (const one of submissions) {
    const at = Math.floor(share(one) * bins);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const most = Math.max(1, ...counts);
  return (
    <section>
      <h2>Points</h2>
      <ol className="bars">
        {counts.map((count, at) => {
          const label = at === bins ? 'all' : `${at * bins}–${(at + 1) * bins} %`;
          return (
            <li key={label} title={`${label} of the points: ${counted(count, 'submission', 'submissions')}`}>
              <span className="count">{count === 0 ? '' : count}</span>
              <span className={at === bins ? 'bar good' : 'bar'} style={{ height: `${(count / most) * 6}rem` }} />
              <span className="label">{at === bins ? 'all' : at * bins}</span>
            </li>
          );
        })}
      </ol>
      <p className="quiet">submissions by percent of the points</p>
    </section>
  );
}
