import { configurationRule, exercise, healthRule, httpEnvironment, robustnessRule, shutdownRule } from '#graders';
import count from './rules/count.ts';
import delay from './rules/delay.ts';
import greeting from './rules/greeting.ts';
import requestLog from './rules/request-log.ts';
import saturation from './rules/saturation.ts';
import statusMap from './rules/status-map.ts';
import time from './rules/time.ts';

export default exercise({
  id: 'week1-hello-api',
  title: 'Hello API: routes, time, a counter and a clean shutdown',
  boot: { ready: { kind: 'http', path: '/health' }, readyTimeoutMs: 5_000, environment: httpEnvironment },
  rules: [
    healthRule,
    greeting,
    delay,
    time,
    count,
    statusMap,
    requestLog,
    saturation,
    configurationRule,
    shutdownRule({
      inFlight: (draw) => ({ method: 'GET', path: `/greet/${draw.word()}?delay_ms=${draw.integer(340, 400)}` }),
      endless: (draw) => ({ method: 'GET', path: `/greet/${draw.word()}?delay_ms=${draw.integer(4_600, 5_000)}` }),
      rightStatus: 200,
      inFlightMs: 400,
      needs: ['waits-as-asked', 'answers-health-meanwhile'],
      graceNeeds: ['waits-as-asked', 'answers-health-meanwhile'],
    }),
    robustnessRule,
  ],
});
