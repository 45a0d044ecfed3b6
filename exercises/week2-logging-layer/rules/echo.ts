import { type Answer, check, type Finding, first, type HttpRequest, holds, outcome, repeated, rule, status } from '#graders';

const beginsWithinMs = 2_000;

export default rule({
  id: 'echo',
  text:
    '`POST /echo/{name}` answers 200 with the body of the request, byte for byte and as it comes: ' +
    'what has arrived is sent back while the rest is still on its way. A body may have 50 KB and more.',
  why: 'A layer is between every client and every handler. If it collects bodies, uploads fill the memory and streams stand still. If it changes them, nobody looks for the fault there.',
  checks: [
    check({
      id: 'passes-bodies-on-untouched',
      title: 'POST /echo/{name} answers 200 with the body as it was sent: a short one, one with odd white space, and one of 50 KB',
      hint: 'Hand the request on as it is. If your layer takes its body, all of it has to go back in; a log line needs none of it.',
      runs: 'shared',
      given: (draw) => ({
        name: draw.word(),
        bodies: [
          draw.word(),
          `=> {"${draw.word()}" :\t[ "${draw.pick(['Zoë', 'Łukasz', '李雷'])}" ]\r\n\n  ${draw.text(20)} 🦀 \n`,
          repeated(`${draw.word()} `, draw.integer(50_000, 60_000)),
        ],
      }),
      probe: async ({ http }, { name, bodies }) => {
        const answers: Answer[] = [];
        for (const body of bodies) answers.push(await http.send(postEcho(name, body)));
        return answers;
      },
      judge: (answers, { bodies }) => ({
        status: first(answers.map((answer) => status(answer, 200))),
        body: first(answers.map((answer, at) => same(answer, bodies[at] ?? ''))),
      }),
    }),
    check({
      id: 'passes-bodies-on-as-they-come',
      title: 'The answer of POST /echo/{name} begins while the last byte of the request is still to come',
      hint: 'to_bytes and collect wait for the end of a body. A log line needs no body: leave it to the handler, which gives it back as a stream, Response::new(request.into_body()).',
      runs: 'shared',
      needs: ['passes-bodies-on-untouched'],
      given: (draw) => ({ name: draw.word(), body: repeated(`${draw.word()} `, draw.integer(20_000, 30_000)) }),
      probe: async ({ http }, { name, body }) => {
        const held = await http.hold(postEcho(name, body));
        return { begun: await held.begun(beginsWithinMs), answer: await held.finish() };
      },
      judge: ({ begun, answer }, { body }) => ({
        begun: holds(
          begun.kind === 'answer' && begun.status === 200 && begun.body !== '' && body.startsWith(begun.body),
          `status 200 and the beginning of the body within ${beginsWithinMs} ms`,
          outcome(begun),
        ),
        body: status(answer, 200) ?? same(answer, body),
      }),
    }),
  ],
});

export function postEcho(name: string, body: string): HttpRequest {
  return { method: 'POST', path: `/echo/${name}`, headers: { 'content-type': 'text/plain' }, body };
}

function same(answer: Answer, body: string): Finding | undefined {
  if (answer.kind !== 'answer') return undefined;
  return holds(answer.body === body, said(body), answer.body === '' ? 'an empty body' : said(answer.body));
}

function said(body: string): string {
  const shown = JSON.stringify(body.slice(0, 60));
  return `${body.length} characters, ${body.length > 60 ? `which begin with ${shown}` : shown}`;
}
