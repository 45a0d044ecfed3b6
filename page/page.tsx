import { useMemo, useState } from 'react';
import type { ClassReport, ReportedSubmission } from '../runner/batch/report/class-report.ts';
import { Checks } from './checks.tsx';
import { Detail } from './detail.tsx';
import { Distribution } from './distribution.tsx';
import { Filters } from './filters.tsx';
import { Measures } from './measures.tsx';
import { everything, type Selection, selected } from './selection.ts';
import { Submissions } from './submissions.tsx';
import { Summary } from './summary.tsx';

/** The whole report on a class. */
export function Page({ report }: { readonly report: ClassReport }) {
  const [selection, setSelection] = useState<Selection>(everything);
  const [open, setOpen] = useState<ReportedSubmission>();
  const shown = useMemo(() => selected(report.submissions, selection), [report, selection]);
  const change = (part: Partial<Selection>) => setSelection((before) => ({ ...before, ...part }));
  return (
    <main>
      <Summary report={report} />
      <div className="columns">
        <Distribution submissions={report.submissions} />
        <Checks report={report} chosen={selection.check} onChoose={(check) => change({ check })} />
      </div>
      <Measures report={report} onOpen={setOpen} />
      <Filters report={report} selection={selection} shown={shown.length} onChange={change} />
      <Submissions checks={report.checks} shown={shown} onOpen={setOpen} />
      {open !== undefined && <Detail checks={report.checks} submission={open} onClose={() => setOpen(undefined)} />}
    </main>
  );
}
