import type { RunEvent } from '../../runner/core/event.ts';
import { normal } from '../../runner/verify/golden/normal.ts';

/** What both drivers must agree on: verdicts, and findings without measured figures. */
export function verdictsOf(events: readonly RunEvent[]): readonly string[] {
  return events
    .flatMap((event) => {
      if (event.type === 'not-built' || event.type === 'not-booted') return [event.type];
      if (event.type !== 'judged') return [];
      const { planned, verdict } = event;
      if (verdict.status !== 'fail') return [`${planned.check.id}: ${verdict.status}`];
      const findings = verdict.findings.map(
        ({ key, expected, actual }) => `${key}: ${normal(expected.join(' or '))}, not ${normal(actual).replace(/\d+/g, '<n>')}`,
      );
      return [`${planned.check.id}: fail (${findings.join('; ')})`];
    })
    .sort();
}
