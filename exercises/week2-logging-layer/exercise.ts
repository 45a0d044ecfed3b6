import { configurationRule, exercise, healthRule, httpEnvironment, robustnessRule, shutdownRule, statusTable } from '#graders';
import echo from './rules/echo.ts';
import log from './rules/log.ts';
import privacy from './rules/privacy.ts';
import statusMap, { rows } from './rules/status-map.ts';
import work, { workPath } from './rules/work.ts';

export default exercise({
  id: 'week2-logging-layer',
  title: 'A logging layer: one line for each answer, and nothing else changed',
  boot: { ready: { kind: 'http', path: '/health' }, readyTimeoutMs: 5_000, environment: httpEnvironment },
  rules: [
    healthRule,
    echo,
    work,
    statusMap,
    log,
    privacy,
    configurationRule,
    shutdownRule({
      inFlight: (draw) => ({ method: 'GET', path: workPath(draw.word(), draw.integer(340, 400)) }),
      endless: (draw) => ({ method: 'GET', path: workPath(draw.word(), draw.integer(4_600, 5_000)) }),
      rightStatus: 200,
      inFlightMs: 400,
      needs: ['works-as-asked', 'answers-health-meanwhile'],
      graceNeeds: ['works-as-asked', 'answers-health-meanwhile'],
    }),
    robustnessRule,
  ],
  statusTable: statusTable(rows),
});
