import {
  anyMessage,
  atOnceIsFine,
  check,
  json,
  jsonType,
  unavailableWithin as limit,
  nothing,
  patiently,
  rule,
  slowest,
  status,
  until,
} from '#graders';
import { unavailable } from './unavailable.ts';

const ready = { method: 'GET', path: '/ready' };

export default rule({
  id: 'ready',
  text:
    '`GET /ready` answers 200 with the JSON `{"status":"ready"}` while notes can be read from the file, and 503 where they cannot. ' +
    '`GET /health` asks nobody: it answers 200 all the while, at once, whatever becomes of the file.',
  why: 'A server that fails its health check is killed and started anew, and that mends no disk. One that is not ready gets no requests, until it is.',
  checks: [
    check({
      id: 'answers-ready',
      title: 'GET /ready answers 200 with {"status":"ready"}',
      hint: 'Ask the table something small, such as “select id from notes limit 1”, and answer with the JSON {"status":"ready"}.',
      runs: 'shared',
      given: nothing,
      probe: ({ http }) => http.get('/ready'),
      judge: (answer) => ({ status: status(answer, 200), type: jsonType(answer), body: json(answer, { status: 'ready' }) }),
    }),
    check({
      id: 'is-not-ready-without-the-database',
      title: `While the folder of the file is not there GET /ready answers 503 within ${limit}`,
      hint: 'Ask the database anew for each GET /ready. That there is a pool says nothing: one that is lazy has opened no file yet.',
      runs: 'own',
      database: 'no folder',
      needs: ['answers-ready'],
      waitsMs: 1_000,
      given: nothing,
      probe: ({ http }) => http.send(patiently(ready)),
      judge: (answer) => ({ answer: unavailable(answer) }),
      survives: [anyMessage, atOnceIsFine],
      measure: (answer) => slowest([answer]),
    }),
    check({
      id: 'is-ready-again',
      title: `When the folder has come GET /ready answers 200 within ${limit}`,
      hint: 'Let the pool open the file when it is next asked, and keep no flag that says “not ready” for ever.',
      runs: 'own',
      database: 'no folder',
      needs: ['is-not-ready-without-the-database'],
      waitsMs: 1_000,
      given: nothing,
      probe: async (tools) => {
        await tools.http.send(patiently(ready));
        await tools.sqlite.mount();
        return until(tools, ready, 200);
      },
      judge: (answer) => ({ status: status(answer, 200), body: json(answer, { status: 'ready' }) }),
    }),
  ],
});
