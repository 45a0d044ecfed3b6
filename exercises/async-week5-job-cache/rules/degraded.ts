import { type Answer, check, first, holds, rule, status } from '#graders';
import { cached, drawText, getReport, inTheCheck, putText, report, reportOn, workMs } from './text.ts';
import { limit, untilRight } from './unavailable.ts';

/** A second of it is the machine's. */
const limitMs = workMs + 3_000;
const atOnce = 20;
const anyName = { mutant: '*body.computation: another text', because: 'the server names its computations' };

export default rule({
  id: 'degraded',
  text:
    `Without Redis texts are kept and reports are answered all the same: computed, within \`WORK_MS\` and ${limit}, whether Redis is down or hangs. ` +
    `What changed meanwhile is not answered from the cache afterwards. When Redis is back, reports come from it again within ${limit}.`,
  why: 'A cache is there to help. A service that falls with its cache was more reliable without one.',
  checks: [
    check({
      id: 'reports-while-redis-is-down',
      title: `While Redis is down PUT answers 200, and GET /texts/{name}/report 200 within ${workMs} ms and ${limit}`,
      hint: 'An error of the cache is a miss, and a line in the log: match on the Result instead of passing it on with “?”.',
      runs: 'own',
      needs: ['answers-from-the-cache'],
      waitsMs: 3 * workMs,
      given: (draw) => ({ old: drawText(draw, 4), young: drawText(draw, 9) }),
      probe: async ({ http, redis }, { old, young }) => {
        await reportOn(http, old);
        await redis.refuse();
        const written = await http.send({ ...putText(young), timeoutMs: limitMs });
        return { written, old: await http.send(getReport(old)), young: await http.send(getReport(young)) };
      },
      judge: ({ written, old, young }, given) => ({
        written: status(written, 200),
        old: inTheCheck(report(old, given.old) ?? inTime([old])),
        young: inTheCheck(report(young, given.young) ?? inTime([young])),
      }),
      survives: [
        anyName,
        { mutant: '*at once', because: 'reports-on-a-text looks at the work' },
        { mutant: '.written: *', because: 'keeps-a-text looks at the answer to a PUT' },
      ],
      measure: ({ old, young }) => slowest([old, young]),
    }),
    check({
      id: 'reports-while-redis-hangs',
      title: `While Redis hangs ${atOnce} GET /texts/{name}/report at once are answered 200 within ${workMs} ms and ${limit}`,
      hint: 'Give each question to Redis a limit, much shorter than the work: ConnectionManagerConfig::set_response_timeout, or tokio::time::timeout around it. Requests that wait for each other add up.',
      runs: 'own',
      needs: ['answers-from-the-cache'],
      waitsMs: 3 * workMs,
      given: (draw) => ({ texts: Array.from({ length: atOnce }, () => drawText(draw)) }),
      probe: async ({ http, redis }, { texts }) => {
        await http.get('/ready');
        await redis.hang();
        await http.together(texts.map((text) => ({ ...putText(text), timeoutMs: limitMs })));
        return http.together(texts.map(getReport));
      },
      judge: (answers, { texts }) => ({
        reports: inTheCheck(first(answers.map((answer, at) => report(answer, texts[at] ?? { name: '', text: '' }))) ?? inTime(answers)),
      }),
      survives: [anyName, { mutant: '*at once', because: 'reports-on-a-text looks at the work' }],
      measure: slowest,
    }),
    check({
      id: 'is-right-after-an-outage',
      title: `A text that changed while Redis was down has its new report when Redis is back, from the cache within ${limit}`,
      hint: 'A key that could not be deleted while Redis was down is there again with it. With a version of the text in the key there is nothing to delete. And let the connection mend itself: ConnectionManager does.',
      runs: 'own',
      needs: ['reports-while-redis-is-down', 'reports-on-the-new-text'],
      waitsMs: 3 * workMs,
      given: (draw) => {
        const { name, text } = drawText(draw, 4);
        return { name, old: text, changed: drawText(draw, 9).text };
      },
      probe: async (tools, { name, old, changed }) => {
        const { http, redis } = tools;
        await reportOn(http, { name, text: old });
        await redis.refuse();
        await http.send(putText({ name, text: changed }));
        await redis.serve();
        const back = await http.send(getReport({ name }));
        return { back, later: await untilRight(tools, getReport({ name }), (answer) => cached(answer, 'hit') === undefined) };
      },
      judge: ({ back, later }, { name, changed }) => ({
        back: inTheCheck(report(back, { name, text: changed })),
        later: inTheCheck(report(later, { name, text: changed }) ?? cached(later, 'hit')),
      }),
      survives: [anyName, { mutant: '.back: header x-cache*', because: 'at that moment either is right' }],
    }),
  ],
});

function inTime(answers: readonly Answer[]) {
  const [{ value }] = slowest(answers);
  return holds(value <= limitMs, `an answer within ${workMs} ms and ${limit}`, `an answer after ${Math.round(value)} ms`);
}

/** For `measure`. */
function slowest(answers: readonly Answer[]) {
  const value = Math.max(...answers.map((answer) => (answer.kind === 'answer' ? answer.ms : Number.POSITIVE_INFINITY)));
  return [{ name: 'slowest answer', value, limit: limitMs, right: 'below', unit: 'ms' }] as const;
}
