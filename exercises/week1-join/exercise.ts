import {
  configurationRule,
  exercise,
  healthRule,
  httpEnvironment,
  type Query,
  queryRule,
  queryTable,
  robustnessRule,
  shutdownRule,
} from '#graders';
import failures from './rules/failures.ts';
import join from './rules/join.ts';
import { oneLongTask } from './rules/joined.ts';
import sideBySide from './rules/side-by-side.ts';

const query: Query = { path: '/join', parameters: ['a', 'b', 'c'], maximum: 5_000, word: 'fail', atOnce: 'a=0&b=0&c=0' };

export default exercise({
  id: 'week1-join',
  title: 'Join: three tasks at once, and one answer from all of them',
  boot: { ready: { kind: 'http', path: '/health' }, readyTimeoutMs: 5_000, environment: httpEnvironment },
  rules: [
    healthRule,
    join,
    sideBySide,
    failures,
    queryRule(query),
    configurationRule,
    shutdownRule({
      inFlight: (draw) => ({ method: 'GET', path: oneLongTask(draw.integer(0, 2), draw.integer(340, 400)) }),
      endless: (draw) => ({ method: 'GET', path: oneLongTask(draw.integer(0, 2), draw.integer(4_600, 4_990)) }),
      rightStatus: 200,
      inFlightMs: 400,
      needs: ['joins-three-tasks', 'answers-health-meanwhile'],
      graceNeeds: ['joins-three-tasks', 'answers-health-meanwhile'],
    }),
    robustnessRule,
  ],
  statusTable: queryTable(query),
});
