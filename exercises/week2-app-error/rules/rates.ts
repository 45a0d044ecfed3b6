import {
  type Answer,
  anyMessage,
  check,
  type Finding,
  field,
  first,
  type HttpRequest,
  holds,
  inTheCheck,
  inTurn,
  jsonType,
  late,
  outcome,
  parsed,
  patiently,
  type Reply,
  refusedWith,
  rule,
  status,
} from '#graders';
import { by, type Client, drawAccount, open, read } from './account.ts';

/** Of the rate service. */
export const ratesPath = '/eur';
const json = { 'content-type': 'application/json' };
const again = { withinMs: 2_000, pauseMs: 100 };
const idIsKnown = { mutant: '*body.id: *', because: 'reads-an-account looks at the id' };

export default rule({
  id: 'rates',
  text:
    '`GET /accounts/{id}/euros` asks the rate service at `RATES_URL`, each time anew, and answers 200 with `{"id": N, "euros": E}`: the balance times the rate. The service answers a `GET` with `{"rate": R}`. ' +
    'Whatever else it does is answered 502 `upstream_failed` within 2 s: it may refuse, answer with an error or with something that is no rate, or say nothing at all. When it is well again, so is your answer.',
  why: 'What you ask of others fails in more ways than your own code. Each of them is theirs, is told as theirs, and comes to an end.',
  checks: [
    check({
      id: 'converts-at-the-rate',
      title: 'GET /accounts/{id}/euros answers 200 with the balance times the rate, and with the new rate when there is one',
      hint: 'Get RATES_URL in the handler, take "rate" as an f64, and multiply. A rate that you keep is an old one.',
      runs: 'own',
      needs: ['opens-an-account'],
      // Rates that a float has exactly.
      given: (draw) => ({ opened: drawAccount(draw), rates: [draw.integer(1, 15) / 16, draw.integer(17, 63) / 16] }),
      probe: async ({ http, upstream }, { opened, rates }) => {
        const id = await open(http, opened);
        return inTurn(rates, async (value) => {
          await upstream.answer(ratesPath, rate(value));
          return http.send(euros(opened.owner, id));
        });
      },
      judge: (answers, { opened, rates }) => ({
        status: first(answers.map((answer) => status(answer, 200))),
        type: first(answers.map(jsonType)),
        euros: first(answers.map((answer, at) => worth(answer, opened.balance * (rates[at] ?? 0)))),
      }),
      survives: [idIsKnown],
    }),
    check({
      id: 'tells-a-failing-rate-service',
      title:
        'A rate service that answers 500, 404, HTML, JSON without a rate or with text for one, or that refuses, is told as 502, and is heard again when it is well',
      hint: 'Give each step a look: the connection, the status, the body as JSON, the rate in it. All of their errors are one variant, which is a 502; none of them is unwrapped.',
      runs: 'own',
      needs: ['converts-at-the-rate'],
      given: (draw) => ({ opened: drawAccount(draw), word: draw.word(), value: draw.integer(1, 63) / 16 }),
      probe: async ({ http, upstream }, { opened, word, value }) => {
        const asking = euros(opened.owner, await open(http, opened));
        const failing = await inTurn(bad(word), async (reply) => {
          await upstream.answer(ratesPath, reply);
          return http.send(asking);
        });
        await upstream.refuse();
        const refused = await http.send(asking);
        await upstream.answer(ratesPath, rate(value));
        await upstream.serve();
        return { failing: [...failing, refused], after: await http.until(asking, { isRight: isGood, ...again }) };
      },
      judge: ({ failing, after }, { opened, value }) => ({
        failing: first(failing.map(isTold)),
        after: inTheCheck(status(after, 200) ?? worth(after, opened.balance * value)),
      }),
      survives: [anyMessage, idIsKnown],
    }),
    check({
      id: 'gives-up-on-a-rate-service',
      title: 'A rate service that says nothing is told as 502 within 2 s',
      hint: 'A client without a limit waits for ever. tokio::time::timeout around the whole request, its body included, ends it: answer before your own client has lost patience.',
      runs: 'own',
      needs: ['converts-at-the-rate'],
      waitsMs: 1_000,
      given: (draw) => drawAccount(draw),
      probe: async ({ http, upstream }, opened) => {
        const asking = euros(opened.owner, await open(http, opened));
        await upstream.hang();
        return http.send(patiently(asking));
      },
      judge: (answer) => ({
        told: inTheCheck(isTold(answer)),
        time: late(answer),
      }),
      survives: [anyMessage],
    }),
  ],
});

function euros(client: Client, id: string): HttpRequest {
  return by(client, read(`${id}/euros`));
}

function rate(value: number): Reply {
  return { status: 200, headers: json, body: JSON.stringify({ rate: value }) };
}

/** What else the service may say. */
function bad(word: string): readonly Reply[] {
  return [
    { status: 500, body: word },
    { status: 404, headers: json, body: JSON.stringify({ rate: 2 }) },
    { status: 200, headers: { 'content-type': 'text/html' }, body: `<p>${word}</p>` },
    { status: 200, headers: json, body: JSON.stringify({ [word]: 2 }) },
    { status: 200, headers: json, body: JSON.stringify({ rate: word }) },
  ];
}

function worth(answer: Answer, right: number): Finding | undefined {
  const told = field(parsed(answer), 'euros');
  return holds(typeof told === 'number' && Math.abs(told - right) < 0.005, `"euros": ${right}`, outcome(answer));
}

function isGood(answer: Answer): boolean {
  return status(answer, 200) === undefined;
}

function isTold(answer: Answer): Finding | undefined {
  return refusedWith(answer, 502, 'upstream_failed');
}
