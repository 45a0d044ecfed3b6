import { answersHealthMeanwhile, check, type Draw, first, rule, waitsWithoutBlocking } from '#graders';
import { elsewhere, postItems, reports } from './report.ts';

const longestMs = 500;

const waiting = {
  asked: (waitMs: number) => `items that take two consumers about ${waitMs} ms`,
  path: () => '/produce',
  json: (draw: Draw, waitMs: number) => ({
    items: Array.from({ length: 2 * Math.ceil(waitMs / longestMs) }, () => Math.min(waitMs, longestMs) - draw.integer(0, 20)),
  }),
  needs: ['does-each-item-once'],
};

export default rule({
  id: 'side-by-side',
  text: 'Each request has a producer, a queue and two consumers of its own. Many at once take as long as one, each is answered with its own items, and other paths are served as ever meanwhile, `GET /health` among them.',
  why: 'What requests share by accident is where one client gets the answer of another, or waits for the work of everybody.',
  checks: [
    check({
      id: 'keeps-requests-to-their-own-items',
      title: '6 requests at once are each answered with their own items',
      hint: 'Make the channel, and what the consumers report to, inside the handler. What is static or in the State is everybody’s.',
      runs: 'shared',
      needs: ['does-each-item-once'],
      given: (draw) => ({ asked: Array.from({ length: 6 }, () => Array.from({ length: draw.integer(3, 6) }, () => draw.integer(5, 30))) }),
      probe: ({ http }, { asked }) => http.together(asked.map(postItems)),
      judge: (answers, { asked }) => ({ items: first(answers.map((answer, at) => reports(answer, asked[at] ?? []))) }),
      survives: elsewhere,
    }),
    waitsWithoutBlocking({
      ...waiting,
      hint: 'std::thread::sleep blocks a worker thread, and there are two: await tokio::time::sleep. Spawn two consumers in each request: if all requests share two, each waits for the others.',
    }),
    answersHealthMeanwhile({
      ...waiting,
      hint: 'Look for std::thread::sleep, blocking_recv, and a limit or a lock around the whole router: each of them holds up whoever asks next.',
    }),
  ],
});
