import { bodyIsOpen, check, holds, rule, status } from '#graders';

const waitMs = 250;
const atOnce = 64;
const limitMs = 4 * waitMs;

export default rule({
  id: 'delay',
  text: '`GET /greet/{name}?delay_ms=N` waits N milliseconds before it answers, for an integer N from 0 to 5000; anything else answers 400. While it waits, other requests are served.',
  why: 'A handler that blocks its thread stops everybody else on it. This is the first mistake of every async service.',
  checks: [
    check({
      id: 'waits-as-asked',
      title: 'delay_ms=N holds the answer back for N ms',
      hint: 'Take the query with Query<T> and an optional field, then await tokio::time::sleep.',
      runs: 'shared',
      needs: ['greets-by-name'],
      given: (draw) => ({ delayMs: draw.integer(120, 180), name: draw.word() }),
      probe: ({ http }, { delayMs, name }) => http.get(`/greet/${name}?delay_ms=${delayMs}`),
      judge: (answer, { delayMs }) => ({
        status: status(answer, 200),
        wait: holds(answer.ms >= delayMs - 2, `an answer after ${delayMs} ms or more`, `an answer after ${answer.ms} ms`),
      }),
      survives: [bodyIsOpen],
    }),
    check({
      id: 'refuses-a-bad-delay',
      title: 'A delay_ms that is no integer from 0 to 5000 answers 400',
      hint: 'Query<T> answers 400 for what is no number. The upper bound is yours to check.',
      runs: 'shared',
      needs: ['greets-by-name'],
      given: (draw) => ({ name: draw.word(), delays: [draw.word(), `-${draw.integer(1, 900)}`, '5001', `${draw.integer(1, 90)}.5`] }),
      probe: async ({ http }, { name, delays }) => {
        const answers = [];
        for (const delay of delays)
          answers.push(await http.send({ method: 'GET', path: `/greet/${name}?delay_ms=${delay}`, timeoutMs: 2_000 }));
        return answers;
      },
      judge: ([word, negative, large, fraction]) => ({
        word: word && status(word, 400),
        negative: negative && status(negative, 400),
        large: large && status(large, 400),
        fraction: fraction && status(fraction, 400),
      }),
      survives: [bodyIsOpen],
    }),
    check({
      id: 'waits-without-blocking',
      title: `${atOnce} requests at once with delay_ms=${waitMs} are all answered within ${limitMs} ms`,
      hint: 'std::thread::sleep blocks a worker thread, and there are two. Await tokio::time::sleep, and hold no lock over it.',
      runs: 'alone',
      waitsMs: waitMs,
      needs: ['waits-as-asked'],
      given: (draw) => ({ names: Array.from({ length: atOnce }, () => draw.word()) }),
      probe: async ({ http }, { names }) => {
        const path = (name: string) => `/greet/${name}?delay_ms=${waitMs}`;
        return http.together(names.map((name) => ({ method: 'GET', path: path(name), timeoutMs: 3 * limitMs })));
      },
      judge: (answers) => {
        const slowest = Math.max(...answers.map(({ ms }) => ms));
        return {
          together: holds(slowest <= limitMs, `the last answer within ${limitMs} ms`, `the last answer after ${Math.round(slowest)} ms`),
        };
      },
    }),
  ],
});
