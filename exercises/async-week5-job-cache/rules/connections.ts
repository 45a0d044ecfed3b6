import { check, first, holds, nothing, rule } from '#graders';
import { accepted, postJob } from './job.ts';
import { drawText, getReport, inTheCheck, putText, report, workMs } from './text.ts';

const most = 10;
const atOnce = 40;
const rest = { ms: 1_500, commands: 60 };

export default rule({
  id: 'connections',
  text:
    `The server has at most ${most} connections to Redis at any moment, however many requests come, and uses them again and again. ` +
    'Who waits for a job lets Redis wait: an idle server asks a few times a second at most.',
  why: 'Redis answers one after the other. Connections that come and go, and workers that ask all the time, take from everybody what they need themselves.',
  checks: [
    check({
      id: 'shares-a-few-connections',
      title: `${atOnce} reports and ${atOnce} jobs at once are all answered, over at most ${most} connections that are opened once`,
      hint: 'Make the connection once, in main, and clone it for each use: clones of a ConnectionManager share one connection. get_multiplexed_async_connection in a handler opens one each time.',
      runs: 'own',
      needs: ['reports-on-a-text', 'accepts-a-job'],
      waitsMs: workMs,
      given: (draw) => ({ texts: Array.from({ length: atOnce }, () => drawText(draw)) }),
      probe: async ({ http, redis }, { texts }) => {
        for (const text of texts) await http.send(putText(text));
        const [reports, jobs] = await Promise.all([
          http.together(texts.map(getReport)),
          http.together(texts.map(({ text }) => postJob(text))),
        ]);
        const { mostOpen, opened } = await redis.traffic();
        return { reports, jobs, tooMany: Math.max(0, mostOpen - most), anew: Math.max(0, opened - most) };
      },
      judge: ({ reports, jobs, tooMany, anew }, { texts }) => ({
        reports: inTheCheck(first(reports.map((answer, at) => report(answer, texts[at] ?? { name: '', text: '' })))),
        jobs: inTheCheck(first(jobs.map(accepted))),
        connections: holds(tooMany === 0, `at most ${most} connections at once`, `${most + tooMany} connections at once`),
        opened: holds(anew === 0, `at most ${most} connections opened`, `${most + anew} connections opened`),
      }),
      survives: [
        { mutant: '*body.computation: another text', because: 'the server names its computations' },
        { mutant: '*body.id: another text', because: 'the server chooses the id' },
      ],
    }),
    check({
      id: 'waits-for-jobs-quietly',
      title: `With nothing to do the server sends Redis at most ${rest.commands} commands in ${rest.ms / 1_000} s`,
      hint: 'RPOP in a loop asks thousands of times a second. BLMOVE and BRPOP wait in Redis: give them a second, and a connection of their own.',
      runs: 'own',
      needs: ['does-a-job'],
      waitsMs: rest.ms,
      given: nothing,
      probe: async ({ http, redis, pause, waiting }) => {
        await http.get('/ready');
        const before = await redis.traffic();
        waiting();
        await pause(rest.ms);
        const after = await redis.traffic();
        return { tooMany: Math.max(0, after.commands - before.commands - rest.commands) };
      },
      judge: ({ tooMany }) => ({
        commands: holds(tooMany === 0, `at most ${rest.commands} commands`, `${rest.commands + tooMany} commands`),
      }),
    }),
  ],
});
