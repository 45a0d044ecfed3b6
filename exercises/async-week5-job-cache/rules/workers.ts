import { type Answer, check, first, holds, json, rule, status } from '#graders';
import { doneList, eachOnce, getJob, idOf, postJob, postJobs, statusOf, untilDone } from './job.ts';
import { drawText } from './text.ts';

const quick = { jobs: 12, workMs: 100, settleMs: 300 };
const inARow = { jobs: 5, workMs: 60 };
const side = { jobs: 8, workers: 4, workMs: 500, limitMs: 2_000 };
const few = { jobs: 6, workers: 2, workMs: 900, lookMs: 400 };
const busy = { workers: 4, workMs: 3_000, asks: 3, pauseMs: 60, limitMs: 1_000 };
const doneMs = 6_000;

export default rule({
  id: 'workers',
  text:
    'Jobs are begun in the order of their `POST`, each by one worker and once. `WORKERS` of them are done at a time, no more, and as many as that where there are enough. ' +
    'Requests are answered meanwhile as ever.',
  why: 'What is done twice is paid twice, or mailed twice. What is done without a limit takes the whole machine, on the day when there is most to do.',
  checks: [
    check({
      id: 'does-each-job-once',
      title: `${quick.jobs} jobs that are posted at once to a server with ${side.workers} workers are each done once`,
      hint: 'Two workers that look at the end of the list and then remove it look at the same job. Take it in one step: LMOVE, BLMOVE, BRPOP.',
      runs: 'own',
      needs: ['does-a-job'],
      env: { WORKERS: String(side.workers), WORK_MS: String(quick.workMs) },
      waitsMs: quick.settleMs,
      given: (draw) => ({ texts: Array.from({ length: quick.jobs }, () => drawText(draw).text) }),
      probe: async (tools, { texts }) => {
        const answers = await tools.http.together(texts.map(postJob));
        await untilDone(tools, texts.length, doneMs);
        // One that was taken twice is done for the second time about now.
        await tools.pause(quick.settleMs);
        return { ids: answers.map(idOf), list: await untilDone(tools, 0, 0) };
      },
      judge: ({ ids, list }) => ({ jobs: eachOnce(list, ids) }),
      survives: [{ mutant: '*in reverse', because: 'several workers end in any order' }],
    }),
    check({
      id: 'begins-jobs-in-order',
      title: `With WORKERS=1 jobs come into ${doneList} in the order in which they were posted`,
      hint: 'A queue has two ends: LPUSH goes with RPOP, and RPUSH with LPOP. LPUSH and LPOP are a stack.',
      runs: 'own',
      needs: ['does-a-job'],
      env: { WORKERS: '1', WORK_MS: String(inARow.workMs) },
      given: (draw) => ({ texts: Array.from({ length: inARow.jobs }, () => drawText(draw).text) }),
      probe: async (tools, { texts }) => {
        const ids = await postJobs(tools.http, texts);
        return { ids, list: await untilDone(tools, texts.length, doneMs) };
      },
      judge: ({ ids, list }) => {
        const order = list.map((id) => ids.indexOf(id) + 1).join(', ');
        return { order: holds(order === ids.map((_, at) => at + 1).join(', '), 'the jobs 1 to 5 in this order', `the jobs ${order}`) };
      },
    }),
    check({
      id: 'works-side-by-side',
      title: `With WORKERS=${side.workers} ${side.jobs} jobs of ${side.workMs} ms are done within ${side.limitMs} ms`,
      hint: 'Spawn as many tasks as WORKERS says, each with its own connection: who waits for a job on a connection (BLMOVE, BRPOP) holds up all that share it.',
      runs: 'own',
      needs: ['does-a-job'],
      env: { WORKERS: String(side.workers), WORK_MS: String(side.workMs) },
      waitsMs: 2 * side.workMs,
      given: (draw) => ({ texts: Array.from({ length: side.jobs }, () => drawText(draw).text) }),
      probe: async (tools, { texts }) => {
        const start = performance.now();
        await tools.http.together(texts.map(postJob));
        const list = await untilDone(tools, texts.length, 3 * side.limitMs);
        return { done: list.length, ms: Math.round(performance.now() - start) };
      },
      judge: ({ done, ms }) => ({
        jobs: holds(
          done >= side.jobs && ms <= side.limitMs,
          `${side.jobs} jobs done within ${side.limitMs} ms`,
          `${done} done after ${ms} ms`,
        ),
      }),
      survives: [
        { mutant: '.done: one more', because: 'does-each-job-once counts them' },
        { mutant: '.done: far off', because: 'does-each-job-once counts them' },
        { mutant: '.ms: one more', because: 'a right server is far from the limit' },
      ],
      measure: ({ ms }) => [{ name: 'last job', value: ms, limit: side.limitMs, right: 'below', unit: 'ms' }],
    }),
    check({
      id: 'does-no-more-at-a-time',
      title: `With WORKERS=${few.workers} and ${few.jobs} jobs in the queue, ${few.workers} are running`,
      hint: 'A task that spawns another one for each job has no limit. Let each worker do its job before it takes the next.',
      runs: 'own',
      needs: ['says-how-far-a-job-is'],
      env: { WORKERS: String(few.workers), WORK_MS: String(few.workMs) },
      waitsMs: few.lookMs,
      given: (draw) => ({ texts: Array.from({ length: few.jobs }, () => drawText(draw).text) }),
      probe: async ({ http, pause }, { texts }) => {
        const ids = await postJobs(http, texts);
        await pause(few.lookMs);
        const seen = await http.together(ids.map(getJob));
        return { running: seen.filter((answer) => statusOf(answer) === 'running').length };
      },
      judge: ({ running }) => ({ running: holds(running === few.workers, `${few.workers} jobs running`, `${running} jobs running`) }),
    }),
    check({
      id: 'answers-health-while-jobs-run',
      title: `While ${busy.workers} jobs run GET /health is answered within ${busy.limitMs} ms`,
      hint: 'std::thread::sleep, or any work that does not await, holds up all that shares its thread, and there are two. Sleep with tokio::time::sleep; work goes into spawn_blocking.',
      runs: 'own',
      needs: ['answers-health', 'accepts-a-job'],
      env: { WORKERS: String(busy.workers), WORK_MS: String(busy.workMs) },
      waitsMs: busy.asks * busy.pauseMs,
      given: (draw) => ({ texts: Array.from({ length: busy.workers }, () => drawText(draw).text) }),
      probe: async ({ http, pause }, { texts }) => {
        await http.together(texts.map(postJob));
        const answers: Answer[] = [];
        while (answers.length < busy.asks) {
          await pause(busy.pauseMs);
          answers.push(await http.send({ method: 'GET', path: '/health', timeoutMs: busy.workMs }));
        }
        return answers;
      },
      judge: (answers) => ({
        health: first(answers.map((answer) => status(answer, 200) ?? json(answer, { status: 'ok' }))),
        time: first(
          answers.map(({ ms }) => holds(ms <= busy.limitMs, `an answer within ${busy.limitMs} ms`, `an answer after ${Math.round(ms)} ms`)),
        ),
      }),
      survives: [{ mutant: '*at once', because: 'the sooner the better' }],
      measure: (answers) => [
        { name: 'slowest /health', value: Math.max(...answers.map(({ ms }) => ms)), limit: busy.limitMs, right: 'below', unit: 'ms' },
      ],
    }),
  ],
});
