import { type Answer, check, type Finding, first, inTurn, json, jsonType, rule, status } from '#graders';

export default rule({
  id: 'greeting',
  text: '`GET /greet/{name}` answers 200 with the JSON `{"message":"Hello, {name}!"}`. The name is the percent-decoded path segment, any UTF-8.',
  why: 'Names are not ASCII, and clients do not wait for each other.',
  checks: [
    check({
      id: 'greets-by-name',
      title: 'GET /greet/{name} answers 200 and greets that name, and then another one',
      hint: 'Take the name with Path<String>, and return Json. axum 0.8 writes the route as /greet/{name}.',
      runs: 'shared',
      given: (draw) => ({ names: [draw.word(), draw.word()] }),
      probe: ({ http }, { names }) => inTurn(names, (name) => http.get(`/greet/${name}`)),
      judge: (answers, { names }) => ({
        status: first(answers.map((answer) => status(answer, 200))),
        type: first(answers.map(jsonType)),
        body: first(answers.map((answer, at) => greets(answer, names[at]))),
      }),
    }),
    check({
      id: 'decodes-the-name',
      title: 'Percent-encoded names are greeted decoded',
      hint: 'The path on the wire is percent-encoded UTF-8. Path<String> decodes it; uri().path() does not.',
      runs: 'shared',
      needs: ['greets-by-name'],
      given: (draw) => ({
        names: [`${draw.pick(['Zoë', 'Łukasz', 'Ayşe'])} ${draw.word()}`, `${draw.word()}${draw.pick(['李雷', 'жуков', 'שירה'])}`],
      }),
      probe: ({ http }, { names }) => inTurn(names, (name) => http.get(`/greet/${encodeURIComponent(name)}`)),
      judge: (answers, { names }) => ({
        status: first(answers.map((answer) => status(answer, 200))),
        body: first(answers.map((answer, at) => greets(answer, names[at]))),
      }),
    }),
    check({
      id: 'greets-many-at-once',
      title: '20 clients at once are each greeted by their own name',
      hint: 'Keep the name in the handler. What is in shared state is everybody’s.',
      runs: 'shared',
      needs: ['greets-by-name'],
      given: (draw) => ({ names: Array.from({ length: 20 }, (_, at) => `${draw.word()}${at}`), delayMs: draw.integer(50, 70) }),
      probe: ({ http }, { names, delayMs }) =>
        http.together(names.map((name) => ({ method: 'GET', path: `/greet/${name}?delay_ms=${delayMs}` }))),
      judge: (answers, { names }) => ({
        status: first(answers.map((answer) => status(answer, 200))),
        body: first(answers.map((answer, at) => greets(answer, names[at]))),
      }),
    }),
  ],
});

function greets(answer: Answer, name: string | undefined): Finding | undefined {
  return json(answer, { message: `Hello, ${name}!` });
}
