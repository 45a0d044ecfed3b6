import { configurationRule, exercise, healthRule, httpEnvironment, queryRule, queryTable, robustnessRule, shutdownRule } from '#graders';
import loser from './rules/loser.ts';
import race from './rules/race.ts';
import { farAway, racePath } from './rules/racing.ts';
import ticks from './rules/ticks.ts';

const query = { path: '/race', parameters: ['work', 'limit'], maximum: 5_000, atOnce: 'work=0&limit=4000' };
const timeout = { route: 'GET /race', cause: 'work that the timer beats', status: 504, code: 'timeout' };

export default exercise({
  id: 'week1-select',
  title: 'Select: work that races against a timer, and stops when it has lost',
  boot: { ready: { kind: 'http', path: '/health' }, readyTimeoutMs: 5_000, environment: httpEnvironment },
  rules: [
    healthRule,
    race,
    ticks,
    loser,
    queryRule(query),
    configurationRule,
    shutdownRule({
      inFlight: (draw) => ({ method: 'GET', path: racePath(draw.integer(340, 400), farAway(draw)) }),
      endless: (draw) => ({ method: 'GET', path: racePath(farAway(draw), 4_999) }),
      rightStatus: 200,
      inFlightMs: 400,
      needs: ['answers-when-the-work-wins', 'answers-health-meanwhile'],
      graceNeeds: ['answers-when-the-work-wins', 'answers-health-meanwhile'],
    }),
    robustnessRule,
  ],
  statusTable: queryTable(query, [timeout]),
});
