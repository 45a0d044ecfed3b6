import type { RunEvent } from '../../core/event.ts';
import type { Usage } from '../../core/usage.ts';

/** What build and run used, in a line; none where nothing was seen. */
export function usageLines(events: readonly RunEvent[]): readonly string[] {
  const parts = events.flatMap((event) => {
    if (!('usage' in event) || event.usage === undefined) return [];
    return [`${event.type === 'built' || event.type === 'not-built' ? 'build' : 'run'} ${inWords(event.usage)}`];
  });
  return parts.length === 0 ? [] : [`used: ${parts.join(' · ')}`];
}

function inWords({ cpuMs, peakBytes, peakProcesses, throttledMs = 0, writtenBytes = 0, outOfMemory = 0 }: Usage): string {
  return [
    `${seconds(cpuMs)} of CPU`,
    `${mebibytes(peakBytes)} of memory`,
    ...(peakProcesses === undefined ? [] : [`${peakProcesses} processes and threads`]),
    ...(throttledMs === 0 ? [] : [`held back for ${seconds(throttledMs)}`]),
    ...(writtenBytes === 0 ? [] : [`${mebibytes(writtenBytes)} written`]),
    ...(outOfMemory === 0 ? [] : [`${outOfMemory} ${outOfMemory === 1 ? 'time' : 'times'} out of memory`]),
  ].join(', ');
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1_024 ** 2).toFixed(1)} MiB`;
}
