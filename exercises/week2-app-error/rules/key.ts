import { anyMessage, check, first, type HttpRequest, refusedWith, rule } from '#graders';
import { askAll, by, drawAccount, open, read, withdraw } from './account.ts';

export default rule({
  id: 'key',
  text:
    'On each route under `/accounts/{id}` the key comes first: without one that exists the answer is 401, whatever else is wrong. ' +
    'Then comes whose account it is: with the key of another account the answer is 403, whatever the body says and the balance is.',
  why: 'Each answer to somebody without the right tells something: which accounts there are, or how much is on them.',
  checks: [
    check({
      id: 'asks-for-the-key-first',
      title: 'Without a key, an account, an unknown one, an id that is none and a body that is none all answer 401',
      hint: 'Let an extractor of your own look at the key before it looks at the path, and let it come before the body in the handler.',
      runs: 'shared',
      needs: ['opens-an-account'],
      given: (draw) => ({ opened: drawAccount(draw), unknown: draw.integer(100_000_000, 999_999_999), word: draw.word() }),
      probe: async ({ http }, { opened, unknown, word }) => {
        const reads = [read, { ...read, path: `/accounts/${unknown}` }, { ...read, path: `/accounts/${word}` }];
        return askAll(http, await open(http, opened), [...reads, withdraw(unknown), withdraw(word), malformed(word)]);
      },
      judge: (answers) => ({ refusals: first(answers.map((answer) => refusedWith(answer, 401, 'unauthorized'))) }),
      survives: [anyMessage],
    }),
    check({
      id: 'tells-others-nothing',
      title: 'With the key of another account, every withdrawal answers 403: a good one, one above the balance, one that is no JSON',
      hint: 'Compare whose key it is with whose account it is before you read the body.',
      runs: 'shared',
      needs: ['opens-an-account'],
      given: (draw) => ({ opened: drawAccount(draw), word: draw.word() }),
      probe: async ({ http }, { opened, word }) => {
        const requests = [withdraw(1), withdraw(opened.balance + 1), withdraw(0), withdraw(word), malformed(word)];
        return askAll(
          http,
          await open(http, opened),
          requests.map((request) => by('other', request)),
        );
      },
      judge: (answers) => ({ refusals: first(answers.map((answer) => refusedWith(answer, 403, 'forbidden'))) }),
      survives: [anyMessage],
    }),
  ],
});

function malformed(word: string): HttpRequest {
  return { ...withdraw(word), body: `{"amount": ${word}` };
}
