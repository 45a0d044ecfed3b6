import { anyMessage, check, firstOf, type HttpRequest, inTurn, refusedWith, rule } from '#graders';
import { ask, drawAccount, open, read, withdraw } from './account.ts';

export default rule({
  id: 'key',
  text:
    'On `/accounts` and under it the key comes first: without one that is known the answer is 401, whatever else is wrong. ' +
    'Then comes whose account it is: to another client than the owner the answer is 403, whatever the body says and the balance is.',
  why: 'Each answer to somebody without the right tells something: which accounts there are, or how much is on them.',
  checks: [
    check({
      id: 'asks-for-the-key-first',
      title: 'Without a key every request answers 401: for an account, an unknown one, a bad id, and with bad bodies',
      hint: 'No key is a 401, and nothing comes before it. Let an extractor of your own look at the key before it looks at the path, and let it come before the body in the handler.',
      runs: 'shared',
      needs: ['opens-an-account'],
      given: (draw) => ({ opened: drawAccount(draw), unknown: draw.integer(100_000_000, 999_999_999), word: draw.word() }),
      probe: async ({ http }, { opened, unknown, word }) => {
        const id = await open(http, opened);
        const reads = [id, String(unknown), word].map(read);
        const requests = [...reads, withdraw(id, unknown), withdraw(id, word), withdraw(word, 0), malformed(id, word)];
        return inTurn([...requests, { ...malformed(id, word), path: '/accounts' }], (request) => http.send(request));
      },
      judge: (answers) => ({ refusals: firstOf(answers, (answer) => refusedWith(answer, 401, 'unauthorized')) }),
      survives: [anyMessage],
    }),
    check({
      id: 'tells-others-nothing',
      title: 'To another client every withdrawal answers 403: a good one, one above the balance, one that is no JSON',
      hint: 'A known key that is not the owner’s is a 403. Compare whose key it is with whose account it is before you read the body.',
      runs: 'shared',
      needs: ['opens-an-account'],
      given: (draw) => ({ opened: drawAccount(draw), word: draw.word() }),
      probe: async ({ http }, { opened, word }) => {
        const id = await open(http, opened);
        const amounts = [1, opened.balance + 1, 0, word].map((amount) => withdraw(id, amount));
        return ask(http, opened.other, [...amounts, malformed(id, word)]);
      },
      judge: (answers) => ({ refusals: firstOf(answers, (answer) => refusedWith(answer, 403, 'forbidden')) }),
      survives: [anyMessage],
    }),
  ],
});

function malformed(id: string, word: string): HttpRequest {
  return { ...withdraw(id, 1), body: `{"amount": ${word}` };
}
