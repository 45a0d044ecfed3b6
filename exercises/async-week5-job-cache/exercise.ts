import {
  configurationRule,
  exercise,
  healthRule,
  httpEnvironment,
  redisEnvironment,
  robustnessRule,
  shutdownRule,
  statusTable,
} from '#graders';
import cache from './rules/cache.ts';
import connections from './rules/connections.ts';
import degraded from './rules/degraded.ts';
import fresh from './rules/fresh.ts';
import { postJob } from './rules/job.ts';
import jobs from './rules/jobs.ts';
import outage from './rules/outage.ts';
import ready from './rules/ready.ts';
import redisUrl from './rules/redis-url.ts';
import report from './rules/report.ts';
import stampede from './rules/stampede.ts';
import statusMap, { rows } from './rules/status-map.ts';
import survival from './rules/survival.ts';
import { workMs } from './rules/text.ts';
import workers from './rules/workers.ts';

export default exercise({
  id: 'async-week5-job-cache',
  title: 'A queue and a cache on Redis: what is done once, and what is kept for a while',
  companions: ['redis'],
  boot: {
    ready: { kind: 'http', path: '/health' },
    readyTimeoutMs: 5_000,
    environment: [
      ...httpEnvironment,
      redisEnvironment,
      { name: 'WORK_MS', meaning: 'how long it takes to compute a report, or to do a job; `400` if it is not set', value: String(workMs) },
      { name: 'CACHE_TTL_MS', meaning: 'how long a report may be kept in the cache; `60000` if it is not set', value: '60000' },
      { name: 'WORKERS', meaning: 'how many jobs are done at a time; `2` if it is not set', value: '2' },
    ],
  },
  rules: [
    healthRule,
    redisUrl,
    ready,
    report,
    cache,
    fresh,
    stampede,
    degraded,
    jobs,
    workers,
    statusMap,
    configurationRule,
    shutdownRule({
      inFlight: (draw) => postJob(draw.text(24)),
      endless: (draw) => postJob(draw.text(24)),
      rightStatus: 202,
      needs: ['answers-health', 'accepts-a-job'],
    }),
    survival,
    outage,
    connections,
    robustnessRule,
  ],
  statusTable: statusTable(rows),
});
