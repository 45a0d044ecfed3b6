import type { Rule } from '../../runner/core/exercise.ts';
import { check, nothing, rule } from '../check.ts';
import { json } from '../judge/body.ts';
import { jsonType } from '../judge/header.ts';
import { status } from '../judge/status.ts';

/** `GET /health` answers 200 `{"status":"ok"}`. */
export const healthRule: Rule = rule({
  id: 'health',
  text: '`GET /health` answers 200 with the JSON `{"status":"ok"}`.',
  why: 'Load balancers and orchestrators send traffic only to what says that it is well.',
  checks: [
    check({
      id: 'answers-health',
      title: 'GET /health answers 200 with {"status":"ok"}',
      hint: 'Return axum::Json of a struct that derives Serialize: axum then sets the content type for you.',
      runs: 'shared',
      given: nothing,
      probe: ({ http }) => http.get('/health'),
      judge: (answer) => ({ status: status(answer, 200), type: jsonType(answer), body: json(answer, { status: 'ok' }) }),
    }),
  ],
});
