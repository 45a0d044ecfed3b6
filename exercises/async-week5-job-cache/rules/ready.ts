import { type Answer, anyMessage, check, first, json, jsonType, nothing, rule, status } from '#graders';
import { atOnceIsFine, limit, patiently, slowest, unavailable, until } from './unavailable.ts';

const health = { method: 'GET', path: '/health' };
const ready = { method: 'GET', path: '/ready' };
const healthAsks = 3;

export default rule({
  id: 'ready',
  text:
    '`GET /ready` answers 200 with the JSON `{"status":"ready"}` while Redis answers, and 503 while it does not. ' +
    '`GET /health` asks nobody: it answers 200 all the while, at once, whatever Redis does.',
  why: 'A server that fails its health check is killed and started anew, and that mends no Redis. One that is not ready gets no requests, until it is.',
  checks: [
    check({
      id: 'answers-ready',
      title: 'GET /ready asks Redis and answers 200 with {"status":"ready"}',
      hint: 'PING is the smallest question there is. Answer Json(json!({ "status": "ready" })).',
      runs: 'shared',
      needs: ['uses-the-redis-of-the-url'],
      given: nothing,
      probe: ({ http }) => http.get('/ready'),
      judge: (answer) => ({ status: status(answer, 200), type: jsonType(answer), body: json(answer, { status: 'ready' }) }),
    }),
    check({
      id: 'is-ready-while-redis-answers',
      title: `While Redis is down GET /ready answers 503 within ${limit}, and 200 within ${limit} after it is back`,
      hint: 'Ask Redis anew for each GET /ready. What was true at the start, or that there is a connection, says nothing of now. ConnectionManager connects anew by itself; a connection of get_multiplexed_async_connection never does.',
      runs: 'own',
      needs: ['answers-ready'],
      waitsMs: 1_000,
      given: nothing,
      probe: async (tools) => {
        await tools.http.send(patiently(ready));
        await tools.redis.refuse();
        const down = await tools.http.send(patiently(ready));
        await tools.redis.serve();
        return { down, back: await until(tools, ready, 200) };
      },
      judge: ({ down, back }) => ({
        down: unavailable(down),
        back: status(back, 200) ?? json(back, { status: 'ready' }),
      }),
      survives: [
        anyMessage,
        atOnceIsFine,
        { mutant: '.back: header*', because: 'answers-ready looks at the type' },
        { mutant: '.back: late', because: 'the probe asks no longer than it may take' },
      ],
      measure: ({ down }) => slowest([down]),
    }),
    check({
      id: 'answers-health-without-redis',
      title: 'While Redis is down GET /health answers 200',
      hint: 'Let the handler of /health ask nobody. Whether Redis answers is for /ready to say.',
      runs: 'own',
      needs: ['answers-health'],
      given: nothing,
      probe: async ({ http, redis }) => {
        await redis.refuse();
        const answers: Answer[] = [];
        while (answers.length < healthAsks) answers.push(await http.send(health));
        return answers;
      },
      judge: (answers) => ({ health: first(answers.map((answer) => status(answer, 200) ?? json(answer, { status: 'ok' }))) }),
    }),
  ],
});
