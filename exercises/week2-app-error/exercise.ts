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
} from '#graders';
import { apiKeys, opening } from './rules/account.ts';
import accounts from './rules/accounts.ts';
import insides from './rules/insides.ts';
import key from './rules/key.ts';
import rates, { ratesPath } from './rules/rates.ts';
import statusMap, { rows } from './rules/status-map.ts';
import withdrawals from './rules/withdrawals.ts';

const keys = { name: 'API_KEYS', meaning: 'the names and keys of all clients, `name:key` with commas between', value: apiKeys };

const ratesUrl = { name: 'RATES_URL', meaning: 'the rate service: `GET` there answers `{"rate": R}`, or so it should' };

export default exercise({
  id: 'week2-app-error',
  title: 'App error: one type, one shape and the right status for whatever goes wrong',
  boot: { ready: { kind: 'http', path: '/health' }, readyTimeoutMs: 5_000, environment: [...httpEnvironment, keys, ratesUrl] },
  upstream: { variable: ratesUrl.name, path: ratesPath, replies: { [ratesPath]: { status: 503 } } },
  rules: [
    healthRule,
    accounts,
    withdrawals,
    key,
    rates,
    statusMap,
    insides,
    shutdownRule({ inFlight, endless: inFlight, rightStatus: 201, needs: ['answers-health', 'opens-an-account'] }),
    configurationRule,
    robustnessRule,
  ],
  statusTable: statusTable(rows),
});

function inFlight(draw: Draw): HttpRequest {
  return opening('ada', draw.integer(500, 9_000));
}
