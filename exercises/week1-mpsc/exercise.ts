import { configurationRule, exercise, healthRule, httpEnvironment, robustnessRule, shutdownRule, statusTable } from '#graders';
import limits from './rules/limits.ts';
import produce from './rules/produce.ts';
import queue from './rules/queue.ts';
import { postItems } from './rules/report.ts';
import sideBySide from './rules/side-by-side.ts';
import { rows } from './rules/status-rows.ts';

export default exercise({
  id: 'week1-mpsc',
  title: 'A channel: one producer, a bounded queue and two consumers',
  boot: { ready: { kind: 'http', path: '/health' }, readyTimeoutMs: 5_000, environment: httpEnvironment },
  rules: [
    healthRule,
    produce,
    queue,
    sideBySide,
    limits,
    configurationRule,
    shutdownRule({
      inFlight: (draw) => postItems([draw.integer(1, 20), draw.integer(1, 20)]),
      endless: (draw) => postItems([draw.integer(1, 20), draw.integer(1, 20)]),
      rightStatus: 200,
      needs: ['answers-health', 'does-each-item-once'],
    }),
    robustnessRule,
  ],
  statusTable: statusTable(rows),
});
