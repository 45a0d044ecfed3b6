import { configurationRule, exercise, healthRule, httpEnvironment } from '#graders';
import double from './rules/double.ts';

export default exercise({
  id: 'exercise-template',
  title: 'TODO: what it is about, in a line',
  boot: { ready: { kind: 'http', path: '/health' }, readyTimeoutMs: 5_000, environment: httpEnvironment },
  rules: [healthRule, double, configurationRule],
});
