import { check, exited, holds, type Json, rule } from '#graders';
import { done, doneList, doneNow, eachOnce, getJob, idOf, postJob, postJobs, untilDone, untilJob } from './job.ts';
import { drawText } from './text.ts';

const killed = { jobs: 5, workMs: 400 };
const stopped = { jobs: 8, workMs: 600, exitMs: 2_600 };
const startMs = 2_000;
const doneMs = 6_000;

export default rule({
  id: 'survival',
  text:
    'A job that was answered 202 is done, whatever becomes of the program. After a `SIGKILL` and a new start on the same Redis those that were queued are done, and those that were being done are done again. ' +
    `At a signal to stop the jobs in hand are finished and no other is begun: they are for the next start. Each comes into \`${doneList}\` once.`,
  why: 'A 202 is a promise for later, and machines stop without asking. A queue that loses what somebody was working at loses something at each deployment.',
  checks: [
    check({
      id: 'does-all-jobs-after-a-kill',
      title: 'After SIGKILL in the middle of a job and a new start each job is done, that one as well',
      hint: 'What BRPOP gives is gone from Redis. BLMOVE puts it into a second list at the same time: look there when a worker starts.',
      runs: 'own',
      needs: ['does-a-job'],
      env: { WORK_MS: String(killed.workMs) },
      waitsMs: 3 * killed.workMs,
      given: (draw) => ({ texts: Array.from({ length: killed.jobs }, () => drawText(draw).text) }),
      probe: async (tools, { texts }) => {
        const ids = await postJobs(tools.http, texts);
        await untilJob(tools, ids[0] ?? null, 'running', doneMs);
        const start = await tools.server.restart('SIGKILL', startMs);
        const list = await untilDone(tools, ids.length, doneMs);
        return { ids, start: start.kind, list, first: await tools.http.send(getJob(ids[0])) };
      },
      judge: ({ ids, start, list, first }, { texts }) => ({
        start: holds(start === 'ready', 'a server that starts again on the same Redis', 'a server that does not'),
        jobs: eachOnce(list, ids),
        first: done(first, ids[0] ?? null, texts[0] ?? ''),
      }),
      survives: [{ mutant: '.list: in reverse', because: 'several workers end in any order' }],
    }),
    check({
      id: 'finishes-the-job-in-hand',
      title: 'After SIGTERM in the middle of a job that job is finished, then the server exits with 0',
      hint: 'Tell the workers of the signal (a watch channel), and await their tasks before main returns. axum::serve waits for requests only.',
      runs: 'own',
      needs: ['says-how-far-a-job-is', 'stops-on-sigterm'],
      env: { WORK_MS: String(stopped.workMs) },
      waitsMs: stopped.workMs,
      given: (draw) => drawText(draw),
      probe: async (tools, { text }) => {
        const id = idOf(await tools.http.send(postJob(text)));
        await untilJob(tools, id, 'running', doneMs);
        await tools.server.signal('SIGTERM');
        return { id, exit: await tools.server.exit(stopped.exitMs), list: await doneNow(tools.redis) };
      },
      judge: ({ id, exit, list }) => ({ exit: exited(exit, 0), job: eachOnce(list, [id]) }),
    }),
    check({
      id: 'begins-no-job-after-the-signal',
      title: `After SIGTERM with ${stopped.jobs} jobs in the queue of one worker the server exits after the job in hand, and the next start does the others`,
      hint: 'Look at the signal before you take the next job. Who empties the queue first is killed before it is empty.',
      runs: 'own',
      needs: ['finishes-the-job-in-hand'],
      env: { WORKERS: '1', WORK_MS: String(stopped.workMs) },
      waitsMs: stopped.jobs * stopped.workMs,
      given: (draw) => ({ texts: Array.from({ length: stopped.jobs }, () => drawText(draw).text) }),
      probe: async (tools, { texts }) => {
        const ids = await postJobs(tools.http, texts);
        await untilJob(tools, ids[0] ?? null, 'running', doneMs);
        await tools.server.signal('SIGTERM');
        const exit = await tools.server.exit(stopped.exitMs);
        const atExit: readonly Json[] = await doneNow(tools.redis);
        await tools.server.restart('SIGKILL', startMs);
        return { ids, exit, begunLater: atExit.length < ids.length, list: await untilDone(tools, ids.length, doneMs) };
      },
      judge: ({ ids, exit, begunLater, list }) => ({
        exit: exited(exit, 0),
        rest: holds(begunLater, 'jobs that are left for the next start', 'none'),
        jobs: eachOnce(list, ids),
      }),
      survives: [{ mutant: '*in reverse', because: 'begins-jobs-in-order looks at the order' }],
    }),
  ],
});
