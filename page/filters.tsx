import type { ClassReport } from '../runner/batch/report/class-report.ts';
import type { Outcome } from '../runner/batch/result.ts';
import type { Order, Selection } from './selection.ts';
import { outcomes } from './words.ts';

interface FiltersProps {
  readonly report: ClassReport;
  readonly selection: Selection;
  readonly shown: number;
  readonly onChange: (part: Partial<Selection>) => void;
}

/** Who is shown below, and in what order. */
export function Filters({ report: { checks, submissions }, selection, shown, onChange }: FiltersProps) {
  const { text, outcome, check, order } = selection;
  const chosen = check === undefined ? undefined : checks[check];
  return (
    <search className="filters">
      <label>
        Name <input type="search" value={text} onChange={(event) => onChange({ text: event.target.value })} />
      </label>
      <label>
        Outcome{' '}
        <select value={outcome} onChange={(event) => onChange({ outcome: event.target.value as Outcome | 'all' })}>
          <option value="all">all</option>
          {Object.entries(outcomes).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label>
        First{' '}
        <select value={order} onChange={(event) => onChange({ order: event.target.value as Order })}>
          <option value="least">least points</option>
          <option value="most">most points</option>
          <option value="name">by name</option>
        </select>
      </label>
      {chosen !== undefined && (
        <button type="button" className="chip" onClick={() => onChange({ check: undefined })}>
          fail {chosen.id} <span aria-hidden="true">✕</span>
          <span className="hidden">: show all again</span>
        </button>
      )}
      <output>
        {shown} of {submissions.length}
      </output>
    </search>
  );
}
