import type { ClassReport } from '../runner/batch/report/class-report.ts';
import type { Outcome } from '../runner/batch/result.ts';
import { counted, outcomes } from './words.ts';

/** What it is, how it went in a line, and what could not be graded. */
export function Summary({ report: { exercise, seed, submissions, notGraded } }: { readonly report: ClassReport }) {
  const counts = (Object.keys(outcomes) as Outcome[]).map((outcome) => ({
    outcome,
    count: submissions.filter((one) => one.outcome === outcome).length,
  }));
  return (
    <header>
      <h1>{exercise.title}</h1>
      <p className="quiet">
        {exercise.id} · seed {seed}
      </p>
      <ul className="counts">
        <li>
          <b>{submissions.length + notGraded.length}</b> {submissions.length + notGraded.length === 1 ? 'submission' : 'submissions'}
        </li>
        {counts.map(({ outcome, count }) =>
          count === 0 ? null : (
            <li key={outcome} className={outcome === 'passed' ? 'good' : 'bad'}>
              <b>{count}</b> {outcomes[outcome]}
            </li>
          ),
        )}
        {notGraded.length > 0 && (
          <li className="unsure">
            <b>{notGraded.length}</b> not graded
          </li>
        )}
      </ul>
      {notGraded.length > 0 && (
        <details open>
          <summary>{counted(notGraded.length, 'submission has', 'submissions have')} no result, for reasons that are not theirs</summary>
          <ul>
            {notGraded.map(({ name, because }) => (
              <li key={name}>
                <b>{name}</b>: {because}
              </li>
            ))}
          </ul>
        </details>
      )}
    </header>
  );
}
