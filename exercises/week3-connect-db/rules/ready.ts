import {
  type Answer,
  anyMessage,
  atOnceIsFine,
  check,
  first,
  holds,
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

const health = { method: 'GET', path: '/health' };
const ready = { method: 'GET', path: '/ready' };
const healthAsks = 3;

export default rule({
  id: 'ready',
  text:
    '`GET /ready` answers 200 with the JSON `{"status":"ready"}` while the database answers, and 503 while it does not. ' +
    '`GET /health` asks nobody: it answers 200 all the while, at once, whatever the database does.',
  why: 'A server that fails its health check is killed and started anew, and that mends no database. One that is not ready gets no requests, until it is.',
  checks: [
    check({
      id: 'answers-ready',
      title: 'GET /ready asks the database in DATABASE_URL and answers 200 with {"status":"ready"}',
      hint: 'Ask the database something small, such as “select 1”, and answer with the JSON {"status":"ready"}.',
      // On its own, so that what is opened is opened for it.
      runs: 'own',
      given: nothing,
      probe: async ({ http, database }) => {
        const answer = await http.get('/ready');
        const { opened } = await database.traffic();
        return { answer, opened };
      },
      judge: ({ answer, opened }) => ({
        status: status(answer, 200),
        type: jsonType(answer),
        body: json(answer, { status: 'ready' }),
        database: holds(opened >= 1, 'a connection to the database in DATABASE_URL', 'none since the start of the server'),
      }),
      survives: [{ mutant: '.opened: *', because: 'one connection is enough, and more are welcome' }],
    }),
    check({
      id: 'is-not-ready-without-the-database',
      title: `While the database is down GET /ready answers 503 within ${limit}`,
      hint: 'Ask the database anew for each GET /ready. What was true at the start, or that there is a pool, says nothing of now.',
      runs: 'own',
      needs: ['answers-ready'],
      waitsMs: 1_000,
      given: nothing,
      probe: async ({ http, database }) => {
        await http.send(patiently(ready));
        await database.refuse();
        return http.send(patiently(ready));
      },
      judge: (answer) => ({ answer: unavailable(answer) }),
      survives: [anyMessage, atOnceIsFine],
      measure: (answer) => slowest([answer]),
    }),
    check({
      id: 'is-ready-again',
      title: `When the database is back GET /ready answers 200 within ${limit}`,
      hint: 'Let the pool connect anew, and keep no flag that says “down” for ever.',
      runs: 'own',
      needs: ['is-not-ready-without-the-database'],
      waitsMs: 1_000,
      given: nothing,
      probe: async (tools) => {
        await tools.http.send(patiently(ready));
        await tools.database.refuse();
        await tools.http.send(patiently(ready));
        await tools.database.serve();
        return until(tools, ready, 200);
      },
      judge: (answer) => ({ status: status(answer, 200), body: json(answer, { status: 'ready' }) }),
    }),
    check({
      id: 'answers-health-without-the-database',
      title: 'While the database is down GET /health answers 200',
      hint: 'Let the handler of /health ask nobody. Whether the database answers is for /ready to say.',
      runs: 'own',
      needs: ['answers-health'],
      given: nothing,
      probe: async ({ http, database }) => {
        await database.refuse();
        return asked(() => http.send(health));
      },
      judge: (answers) => ({ health: first(answers.map(well)) }),
    }),
  ],
});

async function asked(ask: () => Promise<Answer>): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  while (answers.length < healthAsks) answers.push(await ask());
  return answers;
}

function well(answer: Answer) {
  return status(answer, 200) ?? json(answer, { status: 'ok' });
}
