import { useEffect, useRef } from 'react';
import type { ReportedCheck, ReportedSubmission } from '../runner/batch/report/class-report.ts';
import type { Usage } from '../runner/core/usage.ts';
import { outcomes } from './words.ts';

interface DetailProps {
  readonly checks: readonly ReportedCheck[];
  readonly submission: ReportedSubmission;
  readonly onClose: () => void;
}

/** A submission's failures as its learner sees them, what its server printed, and what it used. */
export function Detail({ checks, submission, onClose }: DetailProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { name, isLate, outcome, points, awarded, because, failures, statuses, text, log, usage } = submission;
  const waiting = statuses.filter((status) => status === 'blocked').length;
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="whose">
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
      <h2 id="whose">
        <bdi>{name}</bdi>
      </h2>
      <p className={outcome === 'passed' ? 'good' : 'bad'}>
        {outcomes[outcome]} · {awarded} of {points.of} points{isLate ? ' · late' : ''}
        {because.length > 0 ? ` · graded with ${points.earned}: ${because.join('; ')}` : ''}
        {waiting > 0 ? ` · ${waiting} wait for what failed` : ''}
      </p>
      {text !== undefined && <pre>{text}</pre>}
      {Object.entries(failures).map(([at, failure]) => (
        <details key={at} open>
          <summary>{checks[Number(at)]?.id}</summary>
          <pre>{failure}</pre>
        </details>
      ))}
      {log.length > 0 && (
        <details>
          <summary>what the server printed at the first of these</summary>
          <pre>{log.join('\n')}</pre>
        </details>
      )}
      <dl>
        {usage.build !== undefined && <Used name="The build" usage={usage.build} />}
        {usage.run !== undefined && <Used name="Its programs" usage={usage.run} />}
      </dl>
    </dialog>
  );
}

function Used({ name, usage: { cpuMs, peakBytes, peakProcesses, outOfMemory = 0 } }: { readonly name: string; readonly usage: Usage }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {(cpuMs / 1_000).toFixed(1)} s of CPU time · {Math.round(peakBytes / 2 ** 20)} MiB of memory
        {peakProcesses === undefined ? '' : ` · ${peakProcesses} processes and threads`}
        {outOfMemory > 0 ? ` · out of memory ${outOfMemory} times` : ''}
      </dd>
    </>
  );
}
