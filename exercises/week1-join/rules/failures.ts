import { type Answer, check, type Draw, type Finding, first, inTheCheck, inTurn, lateness, rule, status, waited } from '#graders';
import { type Asked, joinPath, longest, results } from './joined.ts';

export default rule({
  id: 'failures',
  text:
    'A task whose parameter is `fail` fails at once. Its result is `{"task": "b", "error": "…"}`, with a text that is not empty. ' +
    'The other tasks run to their end, their results are there as well, and the status is 200, however many have failed.',
  why: 'One source that is down must not take the page with it. Who gives up at the first error throws away what the others have.',
  checks: [
    check({
      id: 'keeps-the-others',
      title: 'With fail for one task, for two or for all, the answer is 200, with an error for each of them and the results of the others',
      hint: 'try_join! and ? leave at the first error, and the other futures are dropped. join! gives three Results: make an entry of each. A panic is no error: return Err.',
      runs: 'shared',
      needs: ['joins-three-tasks'],
      given: (draw) => ({ asked: withFailures(draw) }),
      probe: ({ http }, { asked }) => inTurn(asked, (three) => http.get(joinPath(three))),
      judge: (answers, { asked }) => ({
        status: first(answers.map(answered)),
        results: first(answers.map((answer, at) => results(answer, asked[at] ?? []))),
        wait: first(answers.map((answer, at) => waited(answer, longest(asked[at] ?? []), 'the longest wait'))),
      }),
      measure: (answers, { asked }) => lateness(answers, asked.map(longest)),
      survives: [
        { mutant: '*body.elapsed_ms: *', because: 'joins-three-tasks looks at the time' },
        { mutant: '*error: another text', because: 'the words of an error are open' },
        { mutant: '[4]: at once', because: 'where all fail, nothing is waited for' },
      ],
    }),
  ],
});

const panicked =
  'A handler that panics drops its connection. unwrap on a JoinHandle brings the panic of its task back into the handler: let a task that fails return Err, and make an entry of that.';

function answered(answer: Answer): Finding | undefined {
  return inTheCheck(status(answer, 200), answer.kind === 'closed' ? panicked : undefined);
}

function withFailures(draw: Draw): readonly Asked[] {
  const [short, long] = [() => draw.integer(10, 30), () => draw.integer(40, 70)];
  return [
    ['fail', long(), short()],
    [short(), 'fail', long()],
    [long(), short(), 'fail'],
    ['fail', 'fail', long()],
    ['fail', 'fail', 'fail'],
  ];
}
