import {
  type Answer,
  answersHealthMeanwhile,
  anyMessage,
  body,
  check,
  type Draw,
  errorShape,
  type Finding,
  field,
  first,
  inTheCheck,
  inTurn,
  json,
  jsonType,
  lateness,
  parsed,
  rule,
  status,
  waited,
  waitsWithoutBlocking,
} from '#graders';
import { farAway, racePath, tickMs } from './racing.ts';

const timeout = errorShape('timeout');
const delayed = {
  asked: (waitMs: number) => `work=${waitMs}`,
  path: (draw: Draw, waitMs: number) => racePath(waitMs, farAway(draw)),
  needs: ['answers-when-the-work-wins'],
};

export default rule({
  id: 'race',
  text:
    '`GET /race?work=N&limit=M` has some work race against a timer; N and M are integers from 0 to 5000. The work takes N milliseconds, the timer M. ' +
    'If the work is done first, the answer is 200 with the JSON `{"winner": "work"}`. If the timer is, it is 504 `timeout`. It comes as soon as the race is decided. ' +
    'Meanwhile other requests are served as ever, `GET /health` among them.',
  why: 'Whatever you call can take for ever. Without a limit of your own, your clients wait just as long.',
  checks: [
    check({
      id: 'answers-when-the-work-wins',
      title: 'With a limit far away GET /race answers 200 with {"winner":"work"} when the work is done',
      hint: 'Put work that takes as long as asked beside the timer in a tokio::select!: it goes on with what is done first. join! waits for both, and so does an .await before the select!.',
      runs: 'shared',
      given: (draw) => ({ works: [draw.integer(30, 60), draw.integer(140, 180)], limit: farAway(draw) }),
      probe: ({ http }, { works, limit }) => inTurn(works, (work) => http.get(racePath(work, limit))),
      judge: (answers, { works }) => ({
        status: first(answers.map((answer) => status(answer, 200))),
        type: first(answers.map(jsonType)),
        body: first(answers.map((answer) => json(answer, { winner: 'work' }))),
        // Whether its last tick is worth waiting for is the work's own affair.
        wait: first(answers.map((answer, at) => waited(answer, (works[at] ?? 0) - tickMs, `work=${works[at]}`))),
      }),
      measure: (answers, { works }) => lateness(answers, works),
    }),
    check({
      id: 'answers-504-when-the-timer-wins',
      title: 'With work that takes far longer than the limit GET /race answers 504 timeout as soon as the limit is over',
      hint: 'Put sleep(limit) beside the work in the select!, not after it. 504 is StatusCode::GATEWAY_TIMEOUT; 408 says that the client was too slow.',
      runs: 'shared',
      given: (draw) => ({ work: draw.integer(3_500, 4_000), limits: [draw.integer(40, 70), draw.integer(120, 160)] }),
      probe: ({ http }, { work, limits }) => inTurn(limits, (limit) => http.get(racePath(work, limit))),
      judge: (answers, { work, limits }) => ({
        status: first(answers.map((answer) => lost(answer, work))),
        type: first(answers.map(jsonType)),
        body: first(answers.map((answer) => body(answer, timeout.shape, timeout.text))),
        wait: first(answers.map((answer, at) => waited(answer, limits[at] ?? 0, `limit=${limits[at]}`))),
      }),
      measure: (answers, { limits }) => lateness(answers, limits),
      survives: [anyMessage],
    }),
    waitsWithoutBlocking({
      ...delayed,
      hint: 'std::thread::sleep blocks a worker thread, and there are two. Await tokio::time::sleep between the ticks, and hold no lock over it.',
    }),
    answersHealthMeanwhile({
      ...delayed,
      hint: 'Look for std::thread::sleep and for a loop without an .await: select! can look at the timer only where the work awaits something.',
    }),
  ],
});

const wonAllTheSame =
  'The work won, however long it took. select! can look at the timer only where the work awaits something: std::thread::sleep, or a loop without an .await, gives it no turn.';

const stoppedEarly =
  'The work won long before its time was over. Either it does not take as long as work says, or a flag or token that an earlier race has set stops this one too.';

function lost(answer: Answer, workMs: number): Finding | undefined {
  const finding = status(answer, 504);
  if (field(parsed(answer), 'winner') === undefined) return finding;
  return inTheCheck(finding, answer.ms < workMs / 2 ? stoppedEarly : wonAllTheSame);
}
