import type { ClassReport, ReportedMeasure, ReportedSubmission } from '../runner/batch/report/class-report.ts';

interface MeasuresProps {
  readonly report: ClassReport;
  readonly onOpen: (submission: ReportedSubmission) => void;
}

interface Dot extends ReportedMeasure {
  readonly submission: ReportedSubmission;
}

/** What was measured of each program, beside its limit. */
export function Measures({ report: { checks, submissions }, onOpen }: MeasuresProps) {
  const dots = submissions.flatMap((submission) => submission.measures.map((measure): Dot => ({ ...measure, submission })));
  const plots = Map.groupBy(dots, ({ check, name }) => `${checks[check]?.id ?? ''}, ${name}`);
  if (plots.size === 0) return null;
  return (
    <section>
      <h2>Measured</h2>
      <ul className="plots">
        {[...plots].map(([label, measured]) => (
          <Plot key={label} label={label} dots={measured} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  );
}

/** A dot for each program on an axis of logarithms; the line is the limit. */
function Plot({
  label,
  dots,
  onOpen,
}: {
  readonly label: string;
  readonly dots: readonly Dot[];
  readonly onOpen: MeasuresProps['onOpen'];
}) {
  const [{ limit, unit, right } = { limit: 1, unit: 'ms', right: 'below' as const }] = dots;
  const values = dots.flatMap(({ value }) => (value === null || value <= 0 ? [] : [value]));
  const [low, high] = [Math.min(limit, ...values) / 1.5, Math.max(limit, ...values) * 1.5];
  const place = (value: number | null) => {
    if (value === null) return 100;
    return value <= low ? 0 : (Math.log(value / low) / Math.log(high / low)) * 100;
  };
  return (
    <li>
      <span className="label">{label}</span>
      <span className="axis">
        <span className="limit" style={{ left: `${place(limit)}%` }} title={`the limit: ${limit} ${unit}`} />
        {dots.map(({ value, submission }) => (
          <button
            key={submission.id}
            type="button"
            tabIndex={-1}
            className={isGood(value, limit, right) ? 'dot' : 'dot bad'}
            style={{ left: `${place(value)}%` }}
            title={`${submission.name}: ${value === null ? 'nothing came' : `${rounded(value)} ${unit}`}`}
            onClick={() => onOpen(submission)}
          />
        ))}
      </span>
      <span className="quiet">
        limit {limit} {unit}
      </span>
    </li>
  );
}

function isGood(value: number | null, limit: number, right: 'below' | 'above'): boolean {
  if (value === null) return right === 'above';
  return right === 'below' ? value <= limit : value >= limit;
}

function rounded(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}
