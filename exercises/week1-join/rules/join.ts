import {
  type Answer,
  body,
  check,
  type Finding,
  field,
  first,
  holds,
  inTurn,
  jsonType,
  lateness,
  parsed,
  rule,
  status,
  waited,
  z,
} from '#graders';
import { joinPath, longest, results } from './joined.ts';

const Elapsed = z.object({ elapsed_ms: z.int() });
const toleranceMs = 2;

export default rule({
  id: 'join',
  text:
    '`GET /join?a=N&b=N&c=N` runs three tasks. Each waits as many milliseconds as its parameter says, an integer from 0 to 5000. ' +
    'When all are done, the answer is 200 with the JSON `{"results": [{"task": "a", "waited_ms": N}, …], "elapsed_ms": M}`: the results of a, b and c in this order, whichever was done first, ' +
    'each with the number that it was asked to wait, and how long the three took together, in whole milliseconds.',
  why: 'A page is put together from several sources. Who takes their answers as they come puts one in the place of another.',
  checks: [
    check({
      id: 'joins-three-tasks',
      title: 'GET /join answers 200 when the longest wait is over, with the results of a, b and c in this order and the time that it took',
      hint: 'Make one async fn that sleeps and returns its number. let (a, b, c) = tokio::join!(…) gives you all three when the last is done.',
      runs: 'shared',
      given: (draw) => {
        const [short, middle, long] = [draw.integer(1, 9), draw.integer(40, 60), draw.integer(100, 140)];
        const turns = [
          [long, middle, short],
          [short, long, middle],
          [middle, short, long],
        ];
        return { asked: turns.map((turn) => turn.map((ms) => ms + draw.integer(0, 9))) };
      },
      probe: ({ http }, { asked }) => inTurn([...asked.entries()], ([at, three]) => http.get(joinPath(three, at))),
      judge: (answers, { asked }) => ({
        status: first(answers.map((answer) => status(answer, 200))),
        type: first(answers.map(jsonType)),
        results: first(answers.map((answer, at) => results(answer, asked[at] ?? []))),
        wait: first(answers.map((answer, at) => waited(answer, longest(asked[at] ?? []), 'the longest wait'))),
        elapsed: first(answers.map((answer, at) => elapsed(answer, longest(asked[at] ?? [])))),
      }),
      measure: (answers, { asked }) => lateness(answers, asked.map(longest)),
      survives: [{ mutant: '*body.elapsed_ms: one more', because: `two clocks may be ${toleranceMs} ms apart` }],
    }),
  ],
});

const elapsedHint = 'Take Instant::now() right before the join!, and start.elapsed().as_millis() right after it.';

/** Between the longest wait and what the client saw. */
function elapsed(answer: Answer, longestMs: number): Finding | undefined {
  const finding = body(answer, Elapsed, '{"elapsed_ms": <an integer>}');
  if (finding !== undefined || answer.kind !== 'answer') return finding;
  const told = Number(field(parsed(answer), 'elapsed_ms'));
  return holds(
    told >= longestMs - toleranceMs && told <= answer.ms + toleranceMs,
    `an elapsed_ms from the longest wait, ${longestMs} ms, to what the client waited`,
    `an elapsed_ms of ${told} ms, where the client waited ${answer.ms} ms`,
    elapsedHint,
  );
}
