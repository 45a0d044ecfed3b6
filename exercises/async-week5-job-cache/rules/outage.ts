import { type Answer, anyMessage, check, type Finding, first, holds, json, outcome, rule, status } from '#graders';
import { accepted, eachOnce, getJob, idOf, postJob, untilDone, untilJob } from './job.ts';
import { drawText, inTheCheck, report, reportOn, workMs } from './text.ts';
import { allUnavailable, atOnceIsFine, limit, patiently, slowest, until } from './unavailable.ts';

const atOnce = 40;
const held = { workMs: 600, downMs: 900 };
const doneMs = 4_000;
/** Words of clients, of Redis and of networks, and of no sentence that is for a client. */
const inner =
  /redis|multiplexed|\bio error|os error|connection refused|reset by|broken pipe|127\.0\.0|0\.0\.0\.0|localhost|:\d{4,5}\b|jobs:/i;

export default rule({
  id: 'outage',
  text:
    `Jobs need Redis: without it \`POST /jobs\` and \`GET /jobs/{id}\` are answered 503 \`unavailable\` within ${limit}, whether it is down or hangs, for each of many requests at once. The answer tells nothing of the inside. ` +
    `The server starts without Redis as well. When Redis comes or is back, jobs are taken and done again within ${limit}, without a restart, and a job that was in hand when it went is done once.`,
  why: 'Redis is restarted, updated and moved, mostly at night. To say 202 without it would be a lie, and to wait for it takes your clients with it.',
  checks: [
    check({
      id: 'answers-503-while-redis-is-down',
      title: `While Redis is down POST /jobs and GET /jobs/{id} answer 503 within ${limit}`,
      hint: 'Map a RedisError to 503: a 500 says that your program is at fault. And let no client wait for all retries: set_number_of_retries, which is 6 by itself.',
      runs: 'own',
      needs: ['does-a-job'],
      waitsMs: 1_000,
      given: (draw) => ({ before: drawText(draw).text, text: drawText(draw).text }),
      probe: async ({ http, redis }, { before, text }) => {
        const id = idOf(await http.send(postJob(before)));
        await redis.refuse();
        return [await http.send(patiently(postJob(text))), await http.send(patiently(getJob(id)))];
      },
      judge: (answers) => ({ answers: allUnavailable(answers) }),
      survives: [anyMessage, atOnceIsFine],
      measure: slowest,
    }),
    check({
      id: 'answers-503-while-redis-hangs',
      title: `While Redis hangs ${atOnce} POST /jobs at once are answered 503 within ${limit}`,
      hint: 'Give each question to Redis a limit: ConnectionManagerConfig::set_response_timeout, or tokio::time::timeout around it. Requests that wait for each other add up.',
      runs: 'own',
      needs: ['accepts-a-job'],
      waitsMs: 1_000,
      given: (draw) => ({ texts: Array.from({ length: atOnce }, () => drawText(draw).text) }),
      probe: async ({ http, redis }, { texts }) => {
        await http.get('/ready');
        await redis.hang();
        return http.together(texts.map((text) => patiently(postJob(text))));
      },
      judge: (answers) => ({ answers: allUnavailable(answers) }),
      survives: [anyMessage, atOnceIsFine],
      measure: slowest,
    }),
    check({
      id: 'keeps-the-inside-to-itself',
      title: 'An answer without Redis holds no word of the client library or of where Redis is',
      hint: 'The error of the library is for the log. Give the client a sentence of your own.',
      runs: 'own',
      needs: ['accepts-a-job'],
      given: (draw) => drawText(draw),
      probe: async ({ http, redis }, { text }) => {
        await redis.refuse();
        return [await http.send(patiently(postJob(text))), await http.send(patiently({ method: 'GET', path: '/ready' }))];
      },
      judge: (answers) => ({ words: first(answers.map(tellsNothing)) }),
      survives: [
        { mutant: '*status *', because: 'answers-503-while-redis-is-down looks at the status' },
        { mutant: '*body*', because: 'what is no word of the inside is for other checks' },
      ],
    }),
    check({
      id: 'starts-without-redis',
      title: 'A server that is started while Redis is down answers: GET /health and a report 200, POST /jobs 503',
      hint: 'ConnectionManager::new(…).await wants Redis at once. new_lazy_with_config connects when it is first needed.',
      runs: 'own',
      redis: 'refuses',
      needs: ['answers-health', 'reports-on-a-text', 'uses-the-redis-of-the-url'],
      waitsMs: 1_000 + workMs,
      given: (draw) => drawText(draw),
      probe: async ({ http }, given) => ({
        health: await http.get('/health'),
        report: await reportOn(http, given),
        jobs: [await http.send(patiently(postJob(given.text)))],
      }),
      judge: ({ health, report: seen, jobs }, given) => ({
        health: status(health, 200) ?? json(health, { status: 'ok' }),
        report: inTheCheck(report(seen, given)),
        jobs: allUnavailable(jobs),
      }),
      survives: [
        anyMessage,
        atOnceIsFine,
        { mutant: '.health: header*', because: 'answers-health looks at the type' },
        { mutant: '.health: late', because: 'how long it takes matters where there is no Redis' },
        { mutant: '.report: late', because: 'reports-while-redis-is-down looks at the time' },
        { mutant: '.report: body.computation: another text', because: 'the server names its computations' },
      ],
      measure: ({ jobs }) => slowest(jobs),
    }),
    check({
      id: 'works-when-redis-is-back',
      title: `When Redis comes, and when it is back, POST /jobs answers 202 within ${limit}, and the jobs are done`,
      hint: 'A worker whose loop ends at the first error is gone for good: log the error, wait a moment, and go on. And let the connection mend itself: ConnectionManager does.',
      runs: 'own',
      redis: 'refuses',
      needs: ['does-a-job', 'starts-without-redis', 'answers-503-while-redis-is-down'],
      waitsMs: 2_000,
      given: (draw) => ({ one: drawText(draw).text, other: drawText(draw).text, meanwhile: drawText(draw).text }),
      probe: async (tools, { one, other, meanwhile }) => {
        await tools.redis.serve();
        const came = await until(tools, postJob(one), 202);
        const first = await untilDone(tools, 1, doneMs);
        await tools.redis.refuse();
        await tools.http.send(patiently(postJob(meanwhile)));
        await tools.redis.serve();
        const back = await until(tools, postJob(other), 202);
        const last = await untilJob(tools, idOf(back), 'done', doneMs);
        return { came, first, back, last };
      },
      judge: ({ came, first: seen, back, last }) => ({
        came: inTheCheck(accepted(came)),
        first: eachOnce(seen, [idOf(came)]),
        back: inTheCheck(accepted(back)),
        last: status(last, 200) ?? inTheCheck(json(last, { id: idOf(back), status: 'done' })),
      }),
      survives: [
        { mutant: '*header*', because: 'accepts-a-job looks at the headers' },
        { mutant: '.last: body.words*', because: 'does-a-job looks at the words' },
      ],
    }),
    check({
      id: 'finishes-a-job-over-an-outage',
      title: 'A job that is running when Redis goes down is done once when it is back',
      hint: 'The work is done and cannot be told: keep trying to tell it, instead of dropping it. Make it a step that does nothing the second time, such as LREM and then RPUSH in one script.',
      runs: 'own',
      needs: ['says-how-far-a-job-is'],
      env: { WORK_MS: String(held.workMs) },
      waitsMs: held.downMs + held.workMs,
      given: (draw) => drawText(draw),
      probe: async (tools, { text }) => {
        const id = idOf(await tools.http.send(postJob(text)));
        await untilJob(tools, id, 'running', doneMs);
        await tools.redis.refuse();
        await tools.pause(held.downMs);
        await tools.redis.serve();
        await untilDone(tools, 1, doneMs);
        // One that was begun anew would be done about now.
        await tools.pause(held.workMs + 300);
        return { id, list: await untilDone(tools, 0, 0) };
      },
      judge: ({ id, list }) => ({ job: eachOnce(list, [id]) }),
    }),
  ],
});

function tellsNothing(answer: Answer): Finding | undefined {
  if (answer.kind !== 'answer') return { expected: ['an answer'], actual: outcome(answer) };
  const [word] = inner.exec(answer.body) ?? [];
  return holds(word === undefined, 'an error without a word of the inside', `“${word}” in ${answer.body}`);
}
