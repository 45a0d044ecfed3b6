import { check, holds, rule, waitsTwoAtATime } from '#graders';
import { itemsOf, postItems, reports } from './report.ts';

const capacity = 4;
const aheadAtMost = capacity + 2;
/** The producer may look at the clock before it hands an item over: then that one counts as well. */
const inItsHand = 1;

export default rule({
  id: 'queue',
  text:
    `The producer puts the items into one queue, which holds ${capacity} at most, and waits while it is full: never are more than ${aheadAtMost} items queued and not done. ` +
    'Two consumers take from this queue, whoever is free, and work at the same time. So one long item holds up one consumer, while the other does the rest.',
  why: 'A queue without a limit hides that work comes faster than it is done, until the memory is full. And a queue for each consumer lets one of them idle while the other is behind.',
  checks: [
    waitsTwoAtATime({
      id: 'shares-one-queue',
      title:
        'Two consumers share long and short items: they are done sooner than one alone could do the long ones, and no sooner than two can',
      hint: 'Spawn two consumers, and give both the same queue, Arc<Mutex<Receiver<_>>>. Let them take each item in a function of its own, which gives the lock back: while let Some(item) = queue.lock().await.recv().await keeps it until the item is done.',
      earlyHint:
        'Each of the two consumers awaits its item before it takes the next, and the answer awaits both consumers. A task for each item is as many consumers as items.',
      needs: ['does-each-item-once'],
      waitsMs: 440,
      given: (draw) => {
        const long = draw.integer(200, 210);
        const short = draw.integer(1, 3);
        const waits = [long, short, long, short, long, short, long, short, ...Array.from({ length: 8 }, () => short)];
        const halfMs = waits.reduce((sum, ms) => sum + ms, 0) / 2;
        // One by one, dealt out in turn, or in two halves: one consumer has all four long ones.
        return { requests: [postItems(waits)], eachMs: halfMs, fromMs: halfMs };
      },
    }),
    check({
      id: 'holds-the-producer-back',
      title: `Of 16 items, never more than ${aheadAtMost} are queued and not done`,
      hint: `mpsc::channel(${capacity}) makes the producer wait in send().await while ${capacity} items are in it. An unbounded channel, a Vec and try_send do not.`,
      runs: 'shared',
      needs: ['does-each-item-once'],
      given: (draw) => ({ waitsMs: Array.from({ length: 16 }, () => draw.integer(8, 14)) }),
      probe: ({ http }, { waitsMs }) => http.send(postItems(waitsMs)),
      judge: (answer, { waitsMs }) => {
        const items = itemsOf(answer);
        const ahead = Math.max(0, ...items.map(({ queued_ms }, at) => at + 1 - items.filter(({ done_ms }) => done_ms <= queued_ms).length));
        return {
          items: reports(answer, waitsMs),
          ahead: holds(ahead <= aheadAtMost + inItsHand, `at most ${aheadAtMost} items queued and not done`, `${ahead} at one moment`),
        };
      },
      survives: [{ mutant: '*body.items*', because: 'does-each-item-once looks at what is told of each item' }],
    }),
  ],
});
