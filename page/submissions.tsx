import { type KeyboardEvent, memo, type PointerEvent, useState } from 'react';
import type { ReportedCheck, ReportedSubmission } from '../runner/batch/report/class-report.ts';
import { Strip } from './strip.tsx';
import { outcomes, statuses } from './words.ts';

interface SubmissionsProps {
  readonly checks: readonly ReportedCheck[];
  readonly shown: readonly ReportedSubmission[];
  readonly onOpen: (submission: ReportedSubmission) => void;
}

/** The heat map: a row for each submission, a column for each check. Up and down move among the rows, left and right among the checks. */
export function Submissions({ checks, shown, onOpen }: SubmissionsProps) {
  const [column, setColumn] = useState<number>();
  const [under, setUnder] = useState<ReportedSubmission>();
  const move = (event: KeyboardEvent<HTMLOListElement>) => {
    const row = (event.target as HTMLElement).closest('li');
    const next = event.key === 'ArrowDown' ? row?.nextElementSibling : event.key === 'ArrowUp' ? row?.previousElementSibling : undefined;
    const aside = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (next === undefined && aside === 0) return;
    event.preventDefault();
    next?.querySelector('button')?.focus();
    if (aside !== 0) setColumn((before = aside > 0 ? -1 : checks.length) => Math.min(checks.length - 1, Math.max(0, before + aside)));
  };
  return (
    <section>
      <h2>Submissions and checks</h2>
      <p className="looked" aria-live="polite">
        {column === undefined
          ? 'Point at a square, or go to a row and press an arrow key.'
          : lookedAt(checks[column], under?.statuses[column])}
      </p>
      <ol className="rows" onKeyDown={move}>
        {shown.map((one) => (
          <Row
            key={one.id}
            submission={one}
            checks={checks.length}
            column={column}
            onOpen={onOpen}
            onColumn={setColumn}
            onUnder={setUnder}
          />
        ))}
      </ol>
      {shown.length === 0 && <p className="quiet">No submission is like that.</p>}
    </section>
  );
}

function lookedAt(check: ReportedCheck | undefined, status: keyof typeof statuses | undefined) {
  if (check === undefined) return undefined;
  return (
    <>
      <b>{check.id}</b> {status === undefined ? 'not looked at' : statuses[status]}: {check.title}
    </>
  );
}

interface RowProps {
  readonly submission: ReportedSubmission;
  readonly checks: number;
  readonly column: number | undefined;
  readonly onOpen: (submission: ReportedSubmission) => void;
  readonly onColumn: (column: number) => void;
  readonly onUnder: (submission: ReportedSubmission) => void;
}

const Row = memo(function Row({ submission, checks, column, onOpen, onColumn, onUnder }: RowProps) {
  const { name, isLate, outcome, points, awarded, because } = submission;
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    onColumn(Math.min(checks - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * checks))));
    onUnder(submission);
  };
  return (
    <li>
      <button type="button" onClick={() => onOpen(submission)} onFocus={() => onUnder(submission)}>
        <span className="name">
          <bdi>{name}</bdi>
          {isLate && <em> late</em>}
        </span>
        <span className={outcome === 'passed' ? 'score good' : 'score'}>
          {awarded}/{points.of}
          {because.length > 0 && <abbr title={because.join('; ')}>*</abbr>}
        </span>
        <span className="strip" onPointerMove={point}>
          {submission.text === undefined ? (
            <Strip statuses={submission.statuses} column={column} />
          ) : (
            <span className="instead">{outcomes[outcome]}</span>
          )}
        </span>
      </button>
    </li>
  );
});
