import { anyMessage, check, first, refusedWith, rule, status } from '#graders';
import { account, anyId, ask, by, drawAccount, open, read, withdraw } from './account.ts';

export const limit = { most: 5, withinS: 60 };

export default rule({
  id: 'withdrawals',
  text:
    '`POST /accounts/{id}/withdrawals` with `{"amount": A}` answers 200 with the account, its balance lower by A. ' +
    `A is an integer from 1 to the balance. Of each account there are at most ${limit.most} withdrawals within ${limit.withinS} s. ` +
    'What is refused changes nothing.',
  why: 'A client that is refused gives up or tries again. Both are wrong where half of it was done already.',
  checks: [
    check({
      id: 'withdraws',
      title: 'POST /accounts/{id}/withdrawals answers 200 with the new balance, down to 0, and GET shows it afterwards',
      hint: 'Take the amount off the account in the store, not off a clone: get_mut, under one lock. Answer with the account as it is then.',
      runs: 'shared',
      needs: ['reads-an-account'],
      given: (draw) => ({ opened: drawAccount(draw), amount: draw.integer(100, 400) }),
      probe: async ({ http }, { opened, amount }) => {
        const id = await open(http, opened);
        return ask(http, opened.owner, [withdraw(id, amount), read(id), withdraw(id, opened.balance - amount), read(id)]);
      },
      judge: (answers, { opened: { owner, balance }, amount }) => ({
        balances: first(answers.map((answer, at) => account(answer, 200, { owner, balance: at < 2 ? balance - amount : 0 }))),
      }),
      survives: [anyId],
    }),
    check({
      id: 'changes-nothing-when-refused',
      title:
        'A withdrawal of 1 more than the balance answers 409, and GET shows the old balance after it and after others that are refused',
      hint: 'Check everything first, then change. balance.checked_sub(amount) is None where the balance is too small: that is a 409, with a variant of its own in your error.',
      runs: 'shared',
      needs: ['reads-an-account'],
      given: (draw) => ({ opened: drawAccount(draw), amount: draw.integer(100, 400) }),
      probe: async ({ http }, { opened: { owner, other, balance }, amount }) => {
        const id = await open(http, { owner, balance });
        const [refused, between] = await ask(http, owner, [withdraw(id, balance + 1), read(id)]);
        await http.send(by(owner, withdraw(id, -amount)));
        await http.send(by(other, withdraw(id, amount)));
        await http.send(withdraw(id, amount));
        return { refused, after: [between, await http.send(by(owner, read(id)))] };
      },
      judge: ({ refused, after }, { opened: { owner, balance } }) => ({
        refused: refused && refusedWith(refused, 409, 'insufficient_funds'),
        balance: first(after.map((answer) => answer && account(answer, 200, { owner, balance }))),
      }),
      survives: [anyMessage, anyId],
    }),
    check({
      id: 'limits-each-account-alone',
      title: `After ${limit.most} withdrawals of one account, another of the same client still answers 200, and what is refused leaves the first as it is`,
      hint: 'Keep the moments of the last withdrawals in the account. A layer around the router limits everybody at once.',
      runs: 'shared',
      needs: ['withdraws'],
      given: (draw) => ({ opened: drawAccount(draw), more: draw.integer(10, 90), amount: draw.integer(10, 90) }),
      probe: async ({ http }, { opened: { owner, balance }, more, amount }) => {
        const [one, another] = [await open(http, { owner, balance }), await open(http, { owner, balance: balance + more })];
        const answers = await ask(
          http,
          owner,
          Array.from({ length: limit.most }, () => withdraw(one, amount)),
        );
        const [, other, after] = await ask(http, owner, [withdraw(one, amount), withdraw(another, amount), read(one)]);
        return { answers, other, after };
      },
      judge: ({ answers, other, after }, { opened: { owner, balance }, more, amount }) => ({
        answers: first(answers.map((answer) => status(answer, 200))),
        other: other && account(other, 200, { owner, balance: balance + more - amount }),
        balance: after && account(after, 200, { owner, balance: balance - limit.most * amount }),
      }),
      survives: [anyId, { mutant: '.answers*body*', because: 'withdraws looks at what they hold' }],
    }),
  ],
});
