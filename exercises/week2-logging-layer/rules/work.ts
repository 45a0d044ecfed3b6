import {
  type Answer,
  answersHealthMeanwhile,
  check,
  type Finding,
  first,
  inTheCheck,
  json,
  jsonType,
  lateness,
  rule,
  status,
  waited,
  waitsTwoAtATime,
} from '#graders';

const atOnce = 4;
const notReady =
  'Look for “poll_ready must be called first” in the log. Let your poll_ready return self.inner.poll_ready(context), and call the very service that said yes, self.inner.call(request). A clone of it has asked nobody: if you need one, swap it in with mem::replace.';

export default rule({
  id: 'work',
  text:
    '`GET /work/{name}?ms=N` answers 200 with `{"worked_ms": N}` after N milliseconds, for an integer N from 0 to 5000, and 0 where there is none. ' +
    'Two are at work at a time; who comes then waits for a place, and nobody is refused. Other paths are served as ever meanwhile.',
  why: 'Limits, buffers and load shedders are services that are not always ready. A layer that works around every handler may panic around one of these, on the day when somebody adds it.',
  checks: [
    check({
      id: 'works-as-asked',
      title: 'GET /work/{name}?ms=N answers 200 after N ms, and after another N where another is asked for',
      hint: 'Take the query with Query<T>, then await tokio::time::sleep with just that many milliseconds.',
      runs: 'shared',
      given: (draw) => ({ name: draw.word(), waitsMs: [draw.integer(5, 30), draw.integer(80, 120)] }),
      probe: async ({ http }, { name, waitsMs }) => {
        const answers: Answer[] = [];
        for (const ms of waitsMs) answers.push(await http.get(workPath(name, ms)));
        return answers;
      },
      judge: (answers, { waitsMs }) => ({
        status: first(answers.map(worked)),
        type: first(answers.map(jsonType)),
        body: first(answers.map((answer, at) => json(answer, { worked_ms: waitsMs[at] ?? 0 }))),
        wait: first(answers.map((answer, at) => waited(answer, waitsMs[at] ?? 0, `ms=${waitsMs[at]}`))),
      }),
      measure: (answers, { waitsMs }) => lateness(answers, waitsMs),
    }),
    waitsTwoAtATime({
      id: 'takes-two-at-a-time',
      title: `Of ${atOnce} requests at once to /work, two work at a time and the others after them`,
      hint: 'If they work one after the other, look for a lock that is held while a request is served, or a limit of 1. Each request has a clone of the service: it needs no Mutex.',
      earlyHint:
        'axum makes the services of a Router anew for each connection, and with them a ConcurrencyLimitLayer’s limit. Give /work a GlobalConcurrencyLimitLayer::new(2): its count is one for all.',
      needs: ['works-as-asked'],
      waitsMs: 420,
      given: (draw) => {
        const eachMs = draw.integer(190, 210);
        const paths = Array.from({ length: atOnce }, () => workPath(draw.word(), eachMs));
        return { requests: paths.map((path) => ({ method: 'GET', path })), eachMs, fromMs: 2 * eachMs };
      },
    }),
    answersHealthMeanwhile({
      asked: (waitMs) => `ms=${waitMs}`,
      path: (draw, waitMs) => workPath(draw.word(), waitMs),
      hint: 'The limit is for /work alone: around the whole router, those who wait for a place keep out /health. std::thread::sleep does the same with the worker threads.',
      needs: ['works-as-asked'],
    }),
  ],
});

export function workPath(name: string, ms: number): string {
  return `/work/${name}?ms=${ms}`;
}

function worked(answer: Answer): Finding | undefined {
  const isBroken = answer.kind === 'closed' || (answer.kind === 'answer' && answer.status === 500);
  return isBroken ? inTheCheck(status(answer, 200), notReady) : status(answer, 200);
}
