import { expect, test } from 'vitest';
import { usageLines } from './usage.ts';

const mebibyte = 1_024 ** 2;

test('build and run in one line, with what there is to say', () => {
  const build = {
    cpuMs: 1_940,
    peakBytes: 512 * mebibyte,
    peakProcesses: 24,
    throttledMs: 210,
    writtenBytes: 3 * mebibyte,
    outOfMemory: 0,
  };
  expect(
    usageLines([
      { type: 'built', ms: 1, notes: [], usage: build },
      { type: 'finished', outcome: 'passed', checksMs: 1, usage: { cpuMs: 90, peakBytes: 5 * mebibyte } },
    ]),
  ).toEqual([
    'used: build 1.94 s of CPU, 512.0 MiB of memory, 24 processes and threads, held back for 0.21 s, 3.0 MiB written · run 0.09 s of CPU, 5.0 MiB of memory',
  ]);
});

test('a build that ended for want of memory says so, and where nothing was seen there is no line', () => {
  const usage = { cpuMs: 10, peakBytes: mebibyte, outOfMemory: 1 };
  expect(usageLines([{ type: 'not-built', why: { kind: 'cargo-failed' }, output: '', usage }])).toEqual([
    'used: build 0.01 s of CPU, 1.0 MiB of memory, 1 time out of memory',
  ]);
  expect(usageLines([{ type: 'built', ms: 1, notes: [] }])).toEqual([]);
});
