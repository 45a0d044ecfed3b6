import { type Answer, anyMessage, check, type Finding, first, holds, inTheCheck, refusedWith, rule } from '#graders';
import { account, anyId, ask, by, drawAccount, open, read, withdraw } from './account.ts';

/** Debug output, an error of the system, a path of a source or a type, the address of the rate service, keys. */
const insides = /\w*(?:Error|Err|Rejection|Some)(?:\(| \{)|\bos error\b|\.rs\b|\w+::\w+|127\.0\.0\.1|maple|cedar/;

export default rule({
  id: 'insides',
  text:
    'No answer tells of your insides: nothing of the text of a panic, of `RATES_URL` or of `API_KEYS`, no Debug output (`Error {`, `Error(`, `Err(`, `Some(`), no `os error`, no path of a type or a source (`std::io`, `main.rs`). ' +
    '`GET /panic/{text}` panics in its handler with `{text}` in its message, for the bug that you do not know of yet. After it, all others are served as ever.',
  why: 'What is in an error is read by those who look for a way in. It belongs in the log, where those who mend it look for it.',
  checks: [
    check({
      id: 'tells-nothing-of-its-insides',
      title: 'The answers to a panic, to a rate service that is away, to a bad id and to bad bodies tell nothing of your insides',
      hint: 'The text of a panic, {error:?}, and error.to_string() of an error that is not yours belong in the log. Write your own words for the client.',
      runs: 'own',
      needs: ['opens-an-account'],
      given: (draw) => ({ opened: drawAccount(draw), word: draw.word() }),
      probe: async ({ http, upstream }, { opened, word }) => {
        await upstream.refuse();
        const id = await open(http, opened);
        const reads = [{ ...read(id), path: `/panic/${word}` }, read(`${id}/euros`), read(word)];
        const bodies = [`{"amount": ${word}`, '{"amount": [1]}', '[]'].map((body) => ({ ...withdraw(id, 1), body }));
        return ask(http, opened.owner, [...reads, ...bodies]);
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
        const id = await open(http, opened);
        const panics = await http.together(texts.map((text) => ({ method: 'GET', path: `/panic/${text}` })));
        return { panics, after: await http.send(by(opened.owner, read(id))) };
      },
      judge: ({ panics, after }, { opened: { owner, balance } }) => ({
        panics: first(panics.map((answer) => refusedWith(answer, 500, 'internal'))),
        after: inTheCheck(account(after, 200, { owner, balance })),
      }),
      survives: [anyMessage, anyId],
    }),
  ],
});

function silent(answer: Answer, secrets: readonly string[]): Finding | undefined {
  if (answer.kind !== 'answer') return undefined;
  const told = insides.exec(answer.body)?.[0] ?? secrets.find((secret) => answer.body.includes(secret));
  return holds(told === undefined, 'a body that tells nothing of your insides', `${answer.body}, which holds ${told}`);
}
