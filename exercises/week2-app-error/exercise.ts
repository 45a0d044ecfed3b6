import {
  configurationRule,
  type Draw,
  exercise,
  type HttpRequest,
  healthRule,
  httpEnvironment,
  robustnessRule,
  shutdownRule,
  statusTable,
  withBody,
} from '#graders';
import { drawAccount } from './rules/account.ts';
import accounts from './rules/accounts.ts';
import insides from './rules/insides.ts';
import key from './rules/key.ts';
import statusMap, { rows } from './rules/status-map.ts';
import withdrawals from './rules/withdrawals.ts';

const ratesUrl = {
  name: 'RATES_URL',
  meaning: 'the rate service: `GET` there answers `{"rate": R}`, or so it should; while you are graded, nobody listens',
  value: 'http://127.0.0.1:1/eur',
};

export default exercise({
  id: 'week2-app-error',
  title: 'App error: one type, one shape and the right status for whatever goes wrong',
  boot: { ready: { kind: 'http', path: '/health' }, readyTimeoutMs: 5_000, environment: [...httpEnvironment, ratesUrl] },
  rules: [
    healthRule,
    accounts,
    withdrawals,
    key,
    statusMap,
    insides,
    shutdownRule({ inFlight: opening, endless: opening, rightStatus: 201, needs: ['answers-health', 'opens-an-account'] }),
    configurationRule,
    robustnessRule,
  ],
  statusTable: statusTable(rows),
});

function opening(draw: Draw): HttpRequest {
  return withBody({ method: 'POST', path: '/accounts' }, JSON.stringify(drawAccount(draw)), 'application/json');
}
