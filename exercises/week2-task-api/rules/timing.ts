import {
  type Answer,
  bodyIsOpen,
  check,
  type Finding,
  first,
  type HttpRequest,
  header,
  holds,
  outcome,
  rule,
  type Survivor,
} from '#graders';
import { postTask } from './task.ts';

const name = 'x-response-time-ms';
const decimal = /^\d+(\.\d+)?$/;
const toleranceMs = 2;
const anyStatus: Survivor = { mutant: '*status *', because: 'other checks look at the status' };
const rounds = 5;

export default rule({
  id: 'timing',
  text: `Every answer, errors included, has the header \`${name}\`: how long the server took for it, as a decimal number of milliseconds such as \`0.42\`.`,
  why: 'When a page is slow, this header tells at once whether the server or the way to it is at fault.',
  checks: [
    check({
      id: 'states-its-time',
      title: `GET /health, POST /tasks and GET /tasks are answered with ${name}, measured anew for each and not above what the client measured`,
      hint: 'middleware::from_fn takes an Instant, awaits next.run(request) and adds the header. as_secs_f64() * 1_000.0 are milliseconds.',
      runs: 'shared',
      given: (draw) => ({ titles: Array.from({ length: rounds }, () => draw.text(24)) }),
      probe: async ({ http }, { titles }) => {
        const requests: readonly HttpRequest[] = titles.flatMap((title) => [
          { method: 'GET', path: '/health' },
          postTask({ title }),
          { method: 'GET', path: '/tasks' },
        ]);
        const answers: Answer[] = [];
        for (const request of requests) answers.push(await http.send(request));
        return answers;
      },
      judge: (answers) => ({
        header: first(answers.map(stated)),
        time: first(answers.map(notAboveMeasured)) ?? measuredAnew(answers),
      }),
      survives: [anyStatus, bodyIsOpen],
    }),
    check({
      id: 'states-its-time-on-errors',
      title: `Answers with 400, 404, 405 and 422 have ${name} as well`,
      hint: 'Add the layer to the Router last, after its routes and its fallback. route_layer and what is added earlier miss some answers.',
      runs: 'shared',
      needs: ['states-its-time'],
      given: (draw) => ({ unknown: `/${draw.word()}`, title: draw.text(24) }),
      probe: async ({ http }, { unknown, title }) => {
        const requests: readonly HttpRequest[] = [
          { method: 'GET', path: unknown },
          { ...postTask({ title }), method: 'PUT' },
          { ...postTask({ title }), body: '{"title":' },
          postTask({ title: '' }),
        ];
        const answers: Answer[] = [];
        for (const request of requests) answers.push(await http.send(request));
        return answers;
      },
      judge: (answers) => ({ header: first(answers.map(stated)) }),
      survives: [anyStatus, bodyIsOpen, { mutant: '*raised', because: 'states-its-time holds it against the clock' }],
    }),
  ],
});

function stated(answer: Answer): Finding | undefined {
  if (answer.kind !== 'answer') return { expected: [`an answer with ${name}`], actual: outcome(answer) };
  const finding = header(answer, name, '<a decimal number>', (value) => decimal.test(value));
  return finding && { ...finding, actual: `${finding.actual} (in an answer with status ${answer.status})` };
}

/** Silent where the header is no number: `stated` tells that. */
function notAboveMeasured(answer: Answer): Finding | undefined {
  if (answer.kind !== 'answer' || stated(answer) !== undefined) return undefined;
  const told = Number(answer.headers[name]);
  return holds(told <= answer.ms + toleranceMs, `at most the ${answer.ms} ms that the client measured`, `${told}`);
}

/** As many times alike, of two significant digits or more, were never measured. A coarse clock may well tell the same digit each time. */
function measuredAnew(answers: readonly Answer[]): Finding | undefined {
  const told = answers.map((answer) => (answer.kind === 'answer' ? answer.headers[name] : undefined));
  const [first = ''] = told;
  const isFine = first.replace('.', '').replace(/^0+/, '').length >= 2;
  return holds(
    !isFine || told.some((one) => one !== first),
    'a time that was measured for each answer',
    `${name}: ${first} in all ${told.length} answers`,
  );
}
