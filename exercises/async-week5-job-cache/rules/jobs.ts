import { check, header, holds, json, rule, status } from '#graders';
import { accepted, done, doneList, eachOnce, idOf, postJob, untilDone, untilJob } from './job.ts';
import { drawText, workMs } from './text.ts';

const doneMs = 4_000;

export default rule({
  id: 'jobs',
  text:
    '`POST /jobs` with `{"text": T}` answers 202 with `{"id": J, "status": "queued"}` and the header `Location: /jobs/J`, before the work is begun. ' +
    '`GET /jobs/J` answers 200 with `{"id": J, "status": S}`: S is `queued`, then `running`, then `done`, and with `done` comes `"words": N`. ' +
    `A job takes \`WORK_MS\`. When it is done, its id is put at the end of the list \`${doneList}\` in Redis, where another program waits for it.`,
  why: 'What takes long does not belong into a request: clients give up, proxies cut, and at a restart it is gone. A job has a name, and can be asked for.',
  checks: [
    check({
      id: 'accepts-a-job',
      title: 'POST /jobs answers 202 with the id of a job that is queued',
      hint: 'Put the job into Redis and return (StatusCode::ACCEPTED, Json(job)); the work is for a task of its own.',
      runs: 'shared',
      needs: ['uses-the-redis-of-the-url'],
      given: (draw) => drawText(draw, 5),
      probe: ({ http }, { text }) => http.send(postJob(text)),
      judge: (answer) => ({
        job: accepted(answer),
        location: header(answer, 'Location', `/jobs/${idOf(answer)}`, (value) => value.endsWith(`/jobs/${idOf(answer)}`)),
      }),
    }),
    check({
      id: 'does-a-job',
      title: 'A job that was posted is done soon, and GET /jobs/{id} then answers with the number of words',
      hint: 'tokio::spawn a loop in main: take an id from the list, do the work, write what came of it where GET looks.',
      runs: 'shared',
      needs: ['accepts-a-job'],
      waitsMs: workMs,
      given: (draw) => ({ one: drawText(draw, 4).text, other: drawText(draw, 9).text }),
      probe: async (tools, { one, other }) => {
        const ids = [idOf(await tools.http.send(postJob(one))), idOf(await tools.http.send(postJob(other)))] as const;
        return { ids, one: await untilJob(tools, ids[0], 'done', doneMs), other: await untilJob(tools, ids[1], 'done', doneMs) };
      },
      judge: ({ ids, one, other }, given) => ({
        one: done(one, ids[0], given.one),
        other: done(other, ids[1], given.other),
      }),
    }),
    check({
      id: 'says-how-far-a-job-is',
      title: `GET /jobs/{id} says running while a job is done, and ${doneList} has its id only afterwards`,
      hint: 'Write the status when a worker takes the job, and put the id into the list together with the last status: MULTI, or a script.',
      runs: 'own',
      needs: ['does-a-job'],
      env: { WORK_MS: String(2 * workMs) },
      waitsMs: 2 * workMs,
      given: (draw) => drawText(draw),
      probe: async (tools, { text }) => {
        const id = idOf(await tools.http.send(postJob(text)));
        const running = await untilJob(tools, id, 'running', doneMs);
        const early = await untilDone(tools, 0, 0);
        return { id, running, early: early.length, list: await untilDone(tools, 1, doneMs) };
      },
      judge: ({ id, running, early, list }) => ({
        running: status(running, 200) ?? json(running, { id, status: 'running' }),
        early: holds(early === 0, `nothing in ${doneList} before the job is done`, `${early} ids`),
        list: eachOnce(list, [id]),
      }),
    }),
  ],
});
