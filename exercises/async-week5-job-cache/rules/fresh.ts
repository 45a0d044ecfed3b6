import { check, rule } from '#graders';
import { anyComputation, drawText, getReport, inTheCheck, putText, report, reportOn, workMs } from './text.ts';

const begunMs = 150;

export default rule({
  id: 'fresh',
  text: 'When a text has changed, its report is that of the new text from the answer to the `PUT` on, whatever is in the cache and whoever is computing at that moment.',
  why: 'A user who saves and then sees the old text saves again, and then calls. A cache may make an answer quick, never wrong.',
  checks: [
    check({
      id: 'reports-on-the-new-text',
      title: 'After a second PUT, and after DELETE and PUT, the report is that of the new text',
      hint: 'Delete the key when the text changes, or, better, put a version of the text into the key: then there is nothing to delete.',
      runs: 'shared',
      needs: ['answers-from-the-cache', 'forgets-a-text'],
      waitsMs: 3 * workMs,
      given: (draw) => {
        const { name, text } = drawText(draw, 3);
        return { name, old: text, changed: drawText(draw, 7).text, again: drawText(draw, 11).text };
      },
      probe: async ({ http }, { name, old, changed, again }) => {
        await reportOn(http, { name, text: old });
        const afterPut = await reportOn(http, { name, text: changed });
        await http.delete(`/texts/${name}`);
        return { afterPut, afterDelete: await reportOn(http, { name, text: again }) };
      },
      judge: ({ afterPut, afterDelete }, { name, changed, again }) => ({
        afterPut: report(afterPut, { name, text: changed }),
        afterDelete: report(afterDelete, { name, text: again }),
      }),
      survives: [anyComputation],
    }),
    check({
      id: 'keeps-no-report-of-an-old-text',
      title: 'A text that changes while its report is computed: the next two reports are those of the new text',
      hint: 'Who computed the old text stores its report after the key was deleted. With a version of the text in the key, nobody looks there any more.',
      runs: 'own',
      needs: ['reports-on-the-new-text'],
      waitsMs: 2 * workMs,
      given: (draw) => {
        const { name, text } = drawText(draw, 3);
        return { name, old: text, changed: drawText(draw, 8).text };
      },
      probe: async ({ http, pause }, { name, old, changed }) => {
        await http.send(putText({ name, text: old }));
        const computing = http.send(getReport({ name }));
        await pause(begunMs);
        await http.send(putText({ name, text: changed }));
        await computing;
        return { one: await http.send(getReport({ name })), other: await http.send(getReport({ name })) };
      },
      judge: ({ one, other }, { name, changed }) => ({
        one: inTheCheck(report(one, { name, text: changed })),
        other: inTheCheck(report(other, { name, text: changed })),
      }),
      survives: [anyComputation],
    }),
  ],
});
