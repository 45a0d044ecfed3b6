import {
  type Answer,
  answersHealthMeanwhile,
  bodyIsOpen,
  check,
  type Draw,
  first,
  holds,
  inTheCheck,
  rule,
  status,
  waited,
  waitsWithoutBlocking,
} from '#graders';

const shortMs = 30;
const longMs = 220;
const shortAsks = 8;

const delayed = {
  asked: (waitMs: number) => `delay_ms=${waitMs}`,
  path: (draw: Draw, waitMs: number) => `/greet/${draw.word()}?delay_ms=${waitMs}`,
  needs: ['waits-as-asked'],
};

export default rule({
  id: 'delay',
  text: '`GET /greet/{name}?delay_ms=N` waits N milliseconds before it answers, for an integer N from 0 to 5000; anything else answers 400. While it waits, other requests are served as ever, `GET /health` among them.',
  why: 'A handler that blocks its thread stops everybody else on it. This is the first mistake of every async service.',
  checks: [
    check({
      id: 'waits-as-asked',
      title: 'delay_ms=N holds the answer back for N ms, and another N for as long as that',
      hint: 'Take the query with Query<T> and an optional field delay_ms, then await tokio::time::sleep with just that many milliseconds.',
      runs: 'own',
      waitsMs: longMs + 2 * shortMs,
      needs: ['greets-by-name'],
      given: (draw) => ({ name: draw.word(), short: draw.integer(5, shortMs), long: draw.integer(longMs - 40, longMs) }),
      probe: async ({ http }, { name, short, long }) => {
        const ask = (delayMs: number) => http.get(`/greet/${name}?delay_ms=${delayMs}`);
        const shorts = [await ask(short)];
        const longer = await ask(long);
        // What disturbs the machine delays a short wait now and then; who always waits as long does so each time.
        do shorts.push(await ask(short));
        while (shorts.length < shortAsks && quickest(shorts) > (short + long) / 2);
        return { shorts, longer };
      },
      // The long one first: a slow machine hides a short wait that was left out.
      judge: ({ shorts, longer }, { short, long }) => ({
        status: first([longer, ...shorts].map((answer) => status(answer, 200))),
        wait:
          heldBack(longer, long) ??
          first(shorts.map((answer) => heldBack(answer, short))) ??
          holds(
            longer.ms - quickest(shorts) >= (long - short) / 2,
            `delay_ms=${long} answered about ${long - short} ms later than delay_ms=${short}`,
            `answers after ${quickest(shorts)} ms and after ${longer.ms} ms`,
          ),
      }),
      survives: [bodyIsOpen],
    }),
    check({
      id: 'refuses-a-bad-delay',
      title: 'A delay_ms that is no integer from 0 to 5000 answers 400',
      hint: 'Query<T> with a u64 for delay_ms answers 400 for what is no such number. The upper bound is yours to check.',
      runs: 'shared',
      needs: ['greets-by-name'],
      given: (draw) => ({
        name: draw.word(),
        delays: [draw.word(), `-${draw.integer(1, 900)}`, '5001', `${draw.integer(1, 90)}.${draw.integer(1, 9)}`],
      }),
      probe: async ({ http }, { name, delays }) => {
        const answers = [];
        for (const delay of delays)
          answers.push(await http.send({ method: 'GET', path: `/greet/${name}?delay_ms=${delay}`, timeoutMs: 2_000 }));
        return answers;
      },
      judge: ([word, negative, large, fraction]) => ({
        word: word && refused(word),
        negative: negative && refused(negative),
        large: large && refused(large),
        fraction: fraction && refused(fraction),
      }),
      survives: [bodyIsOpen],
    }),
    waitsWithoutBlocking({
      ...delayed,
      hint: 'std::thread::sleep blocks a worker thread, and there are two. Await tokio::time::sleep, and hold no lock over it.',
    }),
    answersHealthMeanwhile({
      ...delayed,
      // Begun with the other: what ignores the delay passes here and fails there.
      needs: ['greets-by-name'],
      hint: 'Look for a limit on requests at once, a Semaphore or a lock around the whole router: what waits uses up the places of all others. std::thread::sleep does the same with the worker threads.',
    }),
  ],
});

/** Of a delay that was taken for good the check knows more than a status. */
function refused(answer: Answer) {
  const finding = status(answer, 400);
  return answer.kind === 'answer' && answer.status < 400 ? inTheCheck(finding) : finding;
}

function heldBack(answer: Answer, delayMs: number) {
  return waited(answer, delayMs, `delay_ms=${delayMs}`);
}

function quickest(answers: readonly Answer[]): number {
  return Math.min(...answers.map(({ ms }) => ms));
}
