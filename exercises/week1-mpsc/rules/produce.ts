import { type Answer, check, type Finding, first, holds, jsonType, rule } from '#graders';
import { type Item, itemsOf, postItems, reports } from './report.ts';

/** Milliseconds may be rounded, and the client’s begin a little later. */
const roundedMs = 2;

export default rule({
  id: 'produce',
  text:
    '`POST /produce` with `{"items": [W, …]}` does items, each of which is a wait of W milliseconds. When all are done, the answer is 200 with `{"items": [I, …]}`, in the order in which they were asked for. ' +
    'I is `{"id": N, "wait_ms": W, "consumer": C, "queued_ms": T, "taken_ms": T, "done_ms": T}`: N counts from 0, C is 1 or 2, ' +
    'and each T is when that happened, in whole milliseconds since the request came. A consumer takes an item only when it is done with the one before.',
  why: 'Whoever hands out work wants to know what became of each piece: what was lost, what was done twice, and what it waited for.',
  checks: [
    check({
      id: 'does-each-item-once',
      title: 'POST /produce answers 200 with each item once, in the order asked, who did it and when',
      hint: 'Await both consumers before you answer. A consumer goes on until recv gives None: then the sender is dropped, and the queue is empty as well.',
      runs: 'shared',
      given: (draw) => ({
        asked: [4, 6].map((count) => [draw.integer(80, 100), ...Array.from({ length: count }, () => draw.integer(3, 8))]),
      }),
      probe: async ({ http }, { asked }) => {
        const answers: Answer[] = [];
        for (const waitsMs of asked) answers.push(await http.send(postItems(waitsMs)));
        return answers;
      },
      judge: (answers, { asked }) => ({
        items: first(answers.map((answer, at) => reports(answer, asked[at] ?? []))),
        type: first(answers.map(jsonType)),
        times: first(answers.flatMap((answer) => itemsOf(answer).map((item, at, all) => possible(item, all.slice(0, at), answer.ms)))),
      }),
      survives: [
        { mutant: '*_ms: one more', because: 'milliseconds may be rounded' },
        { mutant: '*queued_ms: *', because: 'holds-the-producer-back looks at it' },
      ],
    }),
  ],
});

const waitHint = 'Await the whole wait between the two: taken_ms is when the consumer has the item, done_ms when its wait is over.';
const clockHint = 'Keep one start = Instant::now() from when the request comes: each T is start.elapsed().as_millis().';
const besideHint =
  'A consumer awaits its item before it takes the next. One that spawns a task for each item is as many consumers as items.';

/** An item took as long as its wait, was done before the answer, and its consumer did no other one meanwhile. */
function possible(item: Item, others: readonly Item[], clientMs: number): Finding | undefined {
  const { id, wait_ms, taken_ms, done_ms, consumer } = item;
  const told = JSON.stringify(item);
  const beside = others.find((other) => other.consumer === consumer && other.taken_ms < done_ms && taken_ms < other.done_ms);
  return (
    holds(done_ms - taken_ms >= wait_ms - roundedMs, `item ${id} done ${wait_ms} ms or more after it was taken`, told, waitHint) ??
    holds(done_ms <= clientMs + roundedMs, `item ${id} done within the ${clientMs} ms that the client waited`, told, clockHint) ??
    holds(beside === undefined, 'one item at a time for each consumer', `${told} beside ${JSON.stringify(beside)}`, besideHint)
  );
}
