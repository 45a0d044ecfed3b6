import { anyMessage, check, holds, json, jsonType, rule, status } from '#graders';
import { notFound } from './refusal.ts';
import { anyComputation, drawText, getReport, inTheCheck, putText, report, reportOn, workMs } from './text.ts';

export default rule({
  id: 'report',
  text:
    '`PUT /texts/{name}` with `{"text": T}` answers 200 with `{"name": …, "text": T}` and keeps the text in the program’s memory, in the place of the one before. ' +
    '`GET /texts/{name}/report` answers 200 with `{"name": …, "words": N, "computation": C}`: N counts what white space separates, and C is a string that is drawn anew for each computation. ' +
    'To compute a report takes `WORK_MS`. `DELETE /texts/{name}` answers 204.',
  why: 'A cache is only as good as what it stands before: the answer comes from there, and has to be right without a cache.',
  checks: [
    check({
      id: 'keeps-a-text',
      title: 'PUT /texts/{name} answers 200 with the name and the text',
      hint: 'Return Json(text). One map of names and texts behind a lock, in the State, is all that is asked for.',
      runs: 'shared',
      given: (draw) => drawText(draw),
      probe: ({ http }, given) => http.send(putText(given)),
      judge: (answer, given) => ({ status: status(answer, 200), type: jsonType(answer), body: json(answer, given) }),
    }),
    check({
      id: 'reports-on-a-text',
      title: `GET /texts/{name}/report answers 200 with the number of words, after ${workMs} ms of work`,
      hint: 'tokio::time::sleep(work).await stands for the work, and text.split_whitespace().count() counts the words.',
      runs: 'shared',
      needs: ['keeps-a-text'],
      waitsMs: workMs,
      given: (draw) => ({ one: drawText(draw, 4), other: drawText(draw, 9) }),
      probe: async ({ http }, { one, other }) => ({ one: await reportOn(http, one), other: await reportOn(http, other) }),
      judge: ({ one, other }, given) => ({
        one: report(one, given.one),
        other: report(other, given.other),
        work: holds(one.ms >= workMs - 50, `an answer after ${workMs} ms of work`, `an answer after ${Math.round(one.ms)} ms`),
      }),
      survives: [anyComputation],
    }),
    check({
      id: 'forgets-a-text',
      title: 'DELETE /texts/{name} answers 204, and GET /texts/{name}/report then 404',
      hint: 'Look into the map before you look into the cache: what is not there has no report.',
      runs: 'shared',
      needs: ['reports-on-a-text'],
      waitsMs: workMs,
      given: (draw) => drawText(draw),
      probe: async ({ http }, given) => {
        await reportOn(http, given);
        const deleted = await http.delete(`/texts/${given.name}`);
        return { deleted, after: await http.send(getReport(given)) };
      },
      judge: ({ deleted, after }) => ({ deleted: status(deleted, 204), after: inTheCheck(notFound(after)) }),
      survives: [anyMessage],
    }),
  ],
});
