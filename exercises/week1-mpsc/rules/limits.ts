import { anyMessage, check, errorShape, rule, statusMapChecks } from '#graders';
import { elsewhere, postItems, reports } from './report.ts';
import { most, rows } from './status-rows.ts';

export default rule({
  id: 'limits',
  text:
    `A list has 1 to ${most.items} items, each of which is an integer from 0 to ${most.waitMs}. Malformed JSON is 400, well-formed JSON of the wrong kind 422. ` +
    'Every answer from 400 up is JSON: `{"error": {"code": …, "message": …}}`, with a message that is not empty. The status map says which error answers what.',
  why: 'One request may ask for a year of work. Whoever does not look at that before the first item begins has to do it, or to give up in the middle.',
  checks: [
    check({
      id: 'accepts-lists-at-their-limits',
      title: `A list of one item of 0 ms is answered 200, and so is one of ${most.items} items, one of them ${most.waitMs} ms`,
      hint: 'The limits are the last good values: refuse only what is beyond them. And answer when the longest item is done, not when the others are.',
      runs: 'shared',
      waitsMs: most.waitMs,
      needs: ['does-each-item-once'],
      given: (draw) => ({ shortest: [0], longest: [most.waitMs, ...Array.from({ length: most.items - 1 }, () => draw.integer(0, 2))] }),
      probe: async ({ http }, { shortest, longest }) => ({
        shortest: await http.send(postItems(shortest)),
        longest: await http.send(postItems(longest)),
      }),
      judge: (answers, { shortest, longest }) => ({
        shortest: reports(answers.shortest, shortest),
        longest: reports(answers.longest, longest),
      }),
      survives: elsewhere,
    }),
    ...statusMapChecks({ rows, create: async () => undefined, createdBy: 'does-each-item-once', errorShape, survives: [anyMessage] }),
  ],
});
