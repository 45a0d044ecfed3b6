import { expect, test } from 'vitest';
import { usageOf, usedTogether } from './usage.ts';

test('sums, and of what was held at once the most; what is unknown of one is known of the others', () => {
  expect(
    usedTogether([
      { cpuMs: 10, peakBytes: 7, peakProcesses: 3, outOfMemory: 1 },
      { cpuMs: 5, peakBytes: 9, peakProcesses: 2, throttledMs: 4 },
      { cpuMs: 1, peakBytes: 2 },
    ]),
  ).toEqual({ cpuMs: 16, peakBytes: 9, peakProcesses: 3, throttledMs: 4, outOfMemory: 1 });
  expect(usedTogether([])).toBeNull();
});

test('what a container holds now is no part of what it used', () => {
  expect(usageOf({ cpuMs: 1, peakBytes: 2, residentBytes: 3, refusedProcesses: 4 } as Parameters<typeof usageOf>[0])).toEqual({
    cpuMs: 1,
    peakBytes: 2,
  });
});
