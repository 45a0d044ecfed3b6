import { type Answer, check, type Finding, field, first, holds, inTurn, jsonType, parsed, rule } from '#graders';
import { account, anyId, by, drawAccount, open, opening, read } from './account.ts';

export default rule({
  id: 'accounts',
  text:
    '`POST /accounts` with `{"balance": B}` answers 201 with the new account, `{"id": N, "owner": O, "balance": B}`: N is an integer from 1, B one from 0 to 1,000,000,000, and O the name of the client who opened it. ' +
    '`GET /accounts/{id}` answers 200 with the account. Clients are known by their keys, `Authorization: Bearer <key>`; `API_KEYS` has their names and keys.',
  why: 'An error is always about something. Here it is money, and whose it is.',
  checks: [
    check({
      id: 'opens-an-account',
      title: 'POST /accounts answers 201 with the account of the client whose key it is, and each account has an id of its own',
      hint: 'Return (StatusCode::CREATED, Json(account)). Take the key from the header authorization, after "Bearer ", and look up whose it is.',
      runs: 'shared',
      given: (draw) => [
        { owner: 'ada', balance: draw.integer(500, 9_000) } as const,
        { owner: 'ben', balance: draw.integer(500, 9_000) } as const,
      ],
      probe: ({ http }, given) => inTurn(given, ({ owner, balance }) => http.send(opening(owner, balance))),
      judge: (answers, given) => ({
        accounts: first(answers.map((answer, at) => account(answer, 201, given[at] ?? null) ?? jsonType(answer))),
        ids: ownIds(answers),
      }),
      survives: [anyId],
    }),
    check({
      id: 'reads-an-account',
      title: 'GET /accounts/{id} answers 200 with the account, to the client who opened it',
      hint: 'Look the account up by the id of the path, compare its owner with the client, and return the account itself as Json, with nothing around it.',
      runs: 'shared',
      needs: ['opens-an-account'],
      given: (draw) => [drawAccount(draw), drawAccount(draw)],
      probe: ({ http }, given) => inTurn(given, async (one) => http.send(by(one.owner, read(await open(http, one))))),
      judge: (answers, given) => ({
        accounts: first(
          answers.map((answer, at) => account(answer, 200, { owner: given[at]?.owner ?? '', balance: given[at]?.balance ?? 0 })),
        ),
      }),
      survives: [anyId],
    }),
  ],
});

function ownIds(answers: readonly Answer[]): Finding | undefined {
  const seen = answers.map((answer) => JSON.stringify(field(parsed(answer), 'id')));
  return holds(new Set(seen).size === seen.length, 'a different id for each account', `id ${seen.join(' and ')}`);
}
