import { anyMessage, check, first, type HttpRequest, refusedWith, rule, status } from '#graders';
import { account, anyId, ask, askAll, by, drawAccount, open, read, withdraw } from './account.ts';

export const limit = { most: 5, withinS: 60 };
const anyOwner = { mutant: '*body.owner: another text', because: 'reads-an-account looks at the owner' };

export default rule({
  id: 'withdrawals',
  text:
    '`POST /accounts/{id}/withdrawals` with `{"amount": A}` and the account’s key answers 200 with the account, its balance lower by A. ' +
    `A is an integer from 1 to the balance. Of each account there are at most ${limit.most} withdrawals within ${limit.withinS} s. ` +
    'What is refused changes nothing.',
  why: 'A client that is refused gives up or tries again. Both are wrong where half of it was done already.',
  checks: [
    check({
      id: 'withdraws',
      title: 'POST /accounts/{id}/withdrawals answers 200 with the new balance, down to 0, and GET shows it afterwards',
      hint: 'Take the amount off under one lock, and answer with the account as it is then.',
      runs: 'shared',
      needs: ['reads-an-account'],
      given: (draw) => ({ opened: drawAccount(draw), amount: draw.integer(100, 400) }),
      probe: async ({ http }, { opened, amount }) => {
        const requests = [withdraw(amount), read, withdraw(opened.balance - amount), read];
        return askAll(http, await open(http, opened), byOwner(requests));
      },
      judge: (answers, { opened: { balance }, amount }) => ({
        balances: first(answers.map((answer, at) => account(answer, 200, { balance: at < 2 ? balance - amount : 0 }))),
      }),
      survives: [anyId, anyOwner],
    }),
    check({
      id: 'changes-nothing-when-refused',
      title:
        'A withdrawal of 1 more than the balance answers 409, and GET shows the old balance after it and after others that are refused',
      hint: 'Check everything first, then change: balance.checked_sub(amount) is None where the balance is too small.',
      runs: 'shared',
      needs: ['reads-an-account'],
      given: (draw) => ({ opened: drawAccount(draw), amount: draw.integer(100, 400) }),
      probe: async ({ http }, { opened, amount }) => {
        const made = await open(http, opened);
        const refused = await ask(http, made, by('owner', withdraw(opened.balance + 1)));
        const between = await ask(http, made, by('owner', read));
        await askAll(http, made, [by('owner', withdraw(-amount)), by('other', withdraw(amount)), withdraw(amount)]);
        return { refused, after: [between, await ask(http, made, by('owner', read))] };
      },
      judge: ({ refused, after }, { opened }) => ({
        refused: refusedWith(refused, 409, 'insufficient_funds'),
        balance: first(after.map((answer) => account(answer, 200, opened))),
      }),
      survives: [anyMessage, anyId],
    }),
    check({
      id: 'limits-each-account-alone',
      title: `After ${limit.most} withdrawals of one account, another account still answers 200, and the next refusal leaves the first as it is`,
      hint: 'Keep the moments of the last withdrawals in the account. A layer around the router limits everybody at once.',
      runs: 'shared',
      needs: ['withdraws'],
      given: (draw) => ({ opened: drawAccount(draw), other: drawAccount(draw), amount: draw.integer(10, 90) }),
      probe: async ({ http }, { opened, other, amount }) => {
        const [one, another] = [await open(http, opened), await open(http, other)];
        const answers = await askAll(http, one, byOwner(Array.from({ length: limit.most }, () => withdraw(amount))));
        await ask(http, one, by('owner', withdraw(amount)));
        return { answers, other: await ask(http, another, by('owner', withdraw(amount))), after: await ask(http, one, by('owner', read)) };
      },
      judge: (seen, { opened, other, amount }) => ({
        answers: first(seen.answers.map((answer) => status(answer, 200))),
        other: account(seen.other, 200, { balance: other.balance - amount }),
        balance: account(seen.after, 200, { balance: opened.balance - limit.most * amount }),
      }),
      survives: [anyId, anyOwner, { mutant: '.answers*body*', because: 'withdraws looks at what they hold' }],
    }),
  ],
});

function byOwner(requests: readonly HttpRequest[]): readonly HttpRequest[] {
  return requests.map((request) => by('owner', request));
}
