import {
  configurationRule,
  type Draw,
  exercise,
  extremesRule,
  type HttpRequest,
  healthRule,
  httpEnvironment,
  robustnessRule,
  shutdownRule,
  statusTable,
  withBody,
} from '#graders';
import faults from './rules/faults.ts';
import list from './rules/list.ts';
import numbers from './rules/numbers.ts';
import { drawProduct } from './rules/product.ts';
import products from './rules/products.ts';
import statusMap, { rows } from './rules/status-map.ts';
import texts from './rules/texts.ts';
import update from './rules/update.ts';

export default exercise({
  id: 'week2-validation',
  title: 'Validation: what gets in is right, and what does not is told why',
  boot: { ready: { kind: 'http', path: '/health' }, readyTimeoutMs: 5_000, environment: httpEnvironment },
  rules: [
    healthRule,
    products,
    update,
    texts,
    numbers,
    faults,
    list,
    statusMap,
    extremesRule({ request: { method: 'POST', path: '/products' }, good: drawProduct, member: 'name', needs: ['creates-a-product'] }),
    shutdownRule({ inFlight: creating, endless: creating, rightStatus: 201, needs: ['answers-health', 'creates-a-product'] }),
    configurationRule,
    robustnessRule,
  ],
  statusTable: statusTable(rows),
});

function creating(draw: Draw): HttpRequest {
  return withBody({ method: 'POST', path: '/products' }, JSON.stringify(drawProduct(draw)), 'application/json');
}
