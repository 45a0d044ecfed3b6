import type { ClassReport } from '../runner/batch/report/class-report.ts';

const shownChecks = 12;

interface ChecksProps {
  readonly report: ClassReport;
  readonly chosen: number | undefined;
  readonly onChoose: (check: number | undefined) => void;
}

/** What the class fails most; a check that is chosen shows who. */
export function Checks({ report: { checks, submissions }, chosen, onChoose }: ChecksProps) {
  const failed = checks
    .map((check, at) => ({ check, at, count: submissions.filter(({ statuses }) => statuses[at] === 'fail').length }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
  const most = failed[0]?.count ?? 1;
  return (
    <section>
      <h2>Failed most</h2>
      {failed.length === 0 && <p className="quiet">No check was failed.</p>}
      <ol className="failed">
        {failed.slice(0, shownChecks).map(({ check, at, count }) => (
          <li key={check.id}>
            <button type="button" aria-pressed={chosen === at} title={check.title} onClick={() => onChoose(chosen === at ? undefined : at)}>
              <span className="fill" style={{ width: `${(count / most) * 100}%` }} />
              <span className="what">{check.id}</span>
              <span className="count">{count}</span>
            </button>
          </li>
        ))}
      </ol>
      {failed.length > shownChecks && <p className="quiet">and {failed.length - shownChecks} more</p>}
    </section>
  );
}
