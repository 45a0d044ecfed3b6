import { expect, test } from 'vitest';
import { createLogBuffer } from './log.ts';

test('100 MB of output keep to a bounded memory, and all of it is counted', () => {
  const log = createLogBuffer();
  const chunk = Buffer.from(`${'a'.repeat(99)}\n`.repeat(1_000));
  for (let round = 0; round < 1_000; round += 1) log.push('stdout', chunk);
  const { lines, totalBytes, totalLines } = log.log(0);
  expect({ totalBytes, totalLines }).toEqual({ totalBytes: 100_000_000, totalLines: 1_000_000 });
  expect(lines.join('\n').length).toBeLessThanOrEqual(300_000);
});

test('one line without an end is cut, not collected', () => {
  const log = createLogBuffer();
  for (let round = 0; round < 10_000; round += 1) log.push('stdout', Buffer.from('a'.repeat(1_000)));
  expect(log.log(0).lines.join('').length).toBeLessThanOrEqual(300_000);
});

test('characters and lines that come in pieces are put together, each stream for itself', () => {
  const log = createLogBuffer();
  const [first, second] = [Buffer.from('Zoë\n').subarray(0, 3), Buffer.from('Zoë\n').subarray(3)];
  log.push('stdout', first);
  log.push('stderr', Buffer.from('warning\n'));
  log.push('stdout', second);
  expect(log.log(0).lines).toEqual(['warning', 'Zoë']);
});

test('waits until stdout holds the text often enough, and does not count stderr', async () => {
  const log = createLogBuffer();
  const seen = log.stdoutWith('GET /x', 2, 5_000);
  log.push('stderr', Buffer.from('GET /x\n'));
  log.push('stdout', Buffer.from('GET /x 200\n'));
  log.push('stdout', Buffer.from('GET /x 404\n'));
  expect((await seen).lines).toEqual(['GET /x 200', 'GET /x 404']);
});

test('gives what there is when time is up', async () => {
  const log = createLogBuffer();
  log.push('stdout', Buffer.from('something else\n'));
  expect((await log.stdoutWith('GET /x', 1, 10)).lines).toEqual(['something else']);
});

test('only what came after a place in the log is given for it', () => {
  const log = createLogBuffer();
  log.push('stdout', Buffer.from('one\ntwo\n'));
  const { totalLines } = log.log(Number.MAX_SAFE_INTEGER);
  log.push('stdout', Buffer.from('three\n'));
  expect(log.log(totalLines).lines).toEqual(['three']);
});
