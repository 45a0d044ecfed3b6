import { configurationRule, exercise, healthRule, httpEnvironment, latencyRule, robustnessRule, shutdownRule, statusTable } from '#graders';
import concurrency from './rules/concurrency.ts';
import cost from './rules/cost.ts';
import create from './rules/create.ts';
import remove from './rules/delete.ts';
import priority from './rules/priority.ts';
import read from './rules/read.ts';
import statusMap, { rows } from './rules/status-map.ts';
import { createTask, pathOf, postTask } from './rules/task.ts';
import timing from './rules/timing.ts';
import title from './rules/title.ts';
import update from './rules/update.ts';

export default exercise({
  id: 'week2-task-api',
  title: 'Task API: create, read, update and delete, with errors that a client can use',
  boot: { ready: { kind: 'http', path: '/health' }, readyTimeoutMs: 5_000, environment: httpEnvironment },
  rules: [
    healthRule,
    create,
    read,
    update,
    remove,
    title,
    priority,
    statusMap,
    timing,
    concurrency,
    cost,
    latencyRule({
      route: 'GET /tasks/{id}',
      budget: { p50Ms: 20, p95Ms: 50 },
      needs: ['creates-a-task'],
      prepare: async (http, word) => pathOf(await createTask(http, { title: word })),
    }),
    shutdownRule({
      inFlight: (draw) => postTask({ title: draw.text(24) }),
      endless: (draw) => postTask({ title: draw.text(24) }),
      rightStatus: 201,
      needs: ['answers-health', 'creates-a-task'],
    }),
    configurationRule,
    robustnessRule,
  ],
  statusTable: statusTable(rows),
});
