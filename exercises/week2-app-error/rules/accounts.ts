import { type Answer, body, check, type Finding, field, first, holds, inTurn, jsonType, parsed, rule, z } from '#graders';
import { account, anyId, ask, by, drawAccount, open, read } from './account.ts';

const Key = z.object({ key: z.string().check(z.minLength(1)) });

export default rule({
  id: 'accounts',
  text:
    '`POST /accounts` with `{"owner": O, "balance": B}` answers 201 with the new account and its key, `{"id": N, "owner": O, "balance": B, "key": K}`. ' +
    'O is a string, B an integer from 0 to 1,000,000,000, N an integer from 1, and K a string that nobody can guess. ' +
    '`GET /accounts/{id}` with `Authorization: Bearer K` answers 200 with `{"id": N, "owner": O, "balance": B}`.',
  why: 'An error is always about something. Here it is money, and whose it is.',
  checks: [
    check({
      id: 'opens-an-account',
      title: 'POST /accounts answers 201 with the account, and gives each account an id and a key of its own',
      hint: 'Return (StatusCode::CREATED, Json(opened)). Draw the key anew each time: Uuid::new_v4() will do.',
      runs: 'shared',
      given: (draw) => [drawAccount(draw), drawAccount(draw)],
      probe: ({ http }, given) => inTurn(given, (wanted) => http.post('/accounts', wanted)),
      judge: (answers, given) => ({
        accounts: first(answers.map((answer, at) => account(answer, 201, given[at] ?? null) ?? jsonType(answer))),
        keys: first(answers.map((answer) => body(answer, Key, '{"key": <a string that is not empty>}'))),
        own: ownOnes(answers, 'id') ?? ownOnes(answers, 'key'),
      }),
      survives: [anyId, { mutant: '*body.key: another text', because: 'the server chooses the key' }],
    }),
    check({
      id: 'reads-an-account',
      title: 'GET /accounts/{id} with the account’s key answers 200 with its owner and its balance',
      hint: 'Take the key from the header authorization, after "Bearer ", and look up whose it is.',
      runs: 'shared',
      needs: ['opens-an-account'],
      given: (draw) => [drawAccount(draw), drawAccount(draw)],
      probe: async ({ http }, given) => {
        const [one, other] = [await open(http, given[0] ?? null), await open(http, given[1] ?? null)];
        const answers = [await ask(http, one, by('owner', read)), await ask(http, other, by('owner', read))];
        return { ids: [one, other].map((made) => field(made, 'id') ?? null), answers };
      },
      judge: ({ ids, answers }, given) => ({
        accounts: first(answers.map((answer, at) => account(answer, 200, { id: ids[at] ?? null, ...given[at] }))),
      }),
    }),
  ],
});

function ownOnes(answers: readonly Answer[], name: string): Finding | undefined {
  const seen = answers.map((answer) => JSON.stringify(field(parsed(answer), name)));
  return holds(new Set(seen).size === seen.length, `a different ${name} for each account`, `${name} ${seen.join(' and ')}`);
}
