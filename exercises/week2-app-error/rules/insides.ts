import { type Answer, check, type Finding, first, type HttpRequest, holds, refusedWith, rule } from '#graders';
import { account, ask, askAll, by, drawAccount, open, read, withdraw } from './account.ts';

/** Debug output, an error of the system, a path of a source or a type, the address of the rate service. */
const insides = /\w*(?:Error|Err|Rejection|Some) ?[({]|\bos error\b|\.rs\b|\w+::\w+|127\.0\.0\.1/;

export default rule({
  id: 'insides',
  text:
    'No answer tells of your insides: not the text of a panic, nothing of `RATES_URL`, no Debug output (`Error {`, `Err(`, `Some(`), no `os error`, no path of a type or a source (`std::io`, `main.rs`). ' +
    '`GET /panic/{text}` panics in its handler with `{text}` in its message, for the bug that you do not know of yet. After it, all others are served as ever.',
  why: 'What is in an error is read by those who look for a way in. It belongs into the log, where those who mend it look for it.',
  checks: [
    check({
      id: 'tells-nothing-of-its-insides',
      title: 'A panic, a rate service that is away, a bad id and bad bodies are answered without any of your insides',
      hint: 'Display is for the client and Debug for the log: {error:?} and error.to_string() of somebody else’s error do not belong into a message. Write your own words.',
      runs: 'shared',
      needs: ['opens-an-account'],
      given: (draw) => ({ opened: drawAccount(draw), word: draw.word() }),
      probe: async ({ http }, { opened, word }) => {
        const get = (path: string): HttpRequest => by('owner', { ...read, path });
        const bodies = [`{"amount": ${word}`, '{"amount": [1]}', '[]'].map((body) => by('owner', { ...withdraw(1), body }));
        return askAll(http, await open(http, opened), [
          get(`/panic/${word}`),
          get('/accounts/{id}/euros'),
          get(`/accounts/${word}`),
          ...bodies,
        ]);
      },
      judge: (answers, { word }) => ({ insides: first(answers.map((answer, at) => silent(answer, at === 0 ? [word] : []))) }),
      survives: [{ mutant: '*', because: 'the status map looks at the answers themselves' }],
    }),
    check({
      id: 'serves-on-after-a-panic',
      title: 'After several panics at once the server still reads the account that was opened before',
      hint: 'A panic ends its own task and no more. Look for a hook that ends the process, and for a lock that is held over the panic.',
      runs: 'own',
      needs: ['reads-an-account', 'panic'],
      given: (draw) => ({ opened: drawAccount(draw), texts: Array.from({ length: 6 }, () => draw.word()) }),
      probe: async ({ http }, { opened, texts }) => {
        const made = await open(http, opened);
        const panics = await http.together(texts.map((text) => ({ method: 'GET', path: `/panic/${text}` })));
        return { panics, after: await ask(http, made, by('owner', read)) };
      },
      judge: ({ panics, after }, { opened }) => ({
        panics: first(panics.map((answer) => refusedWith(answer, 500, 'internal'))),
        after: account(after, 200, opened),
      }),
    }),
  ],
});

function silent(answer: Answer, secrets: readonly string[]): Finding | undefined {
  if (answer.kind !== 'answer') return undefined;
  const told = insides.exec(answer.body)?.[0] ?? secrets.find((secret) => answer.body.includes(secret));
  return holds(told === undefined, 'a body that tells nothing of your insides', `${answer.body}, which holds ${told}`);
}
