import type { RunEvent } from '../../runner/core/event.ts';

/** A report without what differs from run to run: times, ports, thread ids and stamps. */
export function normal(report: string): string {
  return report
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<stamp>')
    .replace(/\b1\d{12}\b/g, '<unix ms>')
    .replace(/(127\.0\.0\.1|0\.0\.0\.0|localhost):(?!3000\b)\d+/g, '$1:<port>')
    .replace(/\d+(\.\d+)?(\s?)(µs|ms|s)\b/g, (whole, _fraction, gap, unit) => (/^(\d+ ms|\d+ s)$/.test(whole) && gap === ' ' ? `<n> ${unit}` : `<n>${gap}${unit}`))
    .replace(/thread '([^']+)' \(\d+\)/g, "thread '$1' (<id>)")
    .replace(/latency=\S+/g, 'latency=<n>');
}

/** What both drivers must agree on: verdicts, and findings without their measured figures. */
export function verdictsOf(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.type !== 'judged') return event.type === 'not-built' || event.type === 'not-booted' ? [event.type] : [];
    const { planned, verdict } = event;
    if (verdict.status !== 'fail') return [`${planned.check.id}: ${verdict.status}`];
    const findings = verdict.findings.map(({ key, expected, actual }) => `${key}: ${expected.join(' or ')}, not ${normal(actual).replace(/\d+/g, '<n>')}`);
    return [`${planned.check.id}: fail (${findings.join('; ')})`];
  }).sort();
}
