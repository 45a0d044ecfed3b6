import { check, first, json, jsonType, rule, status } from '#graders';

export default rule({
  id: 'greeting',
  text: '`GET /greet/{name}` answers 200 with the JSON `{"message":"Hello, {name}!"}`. The name is the percent-decoded path segment, any UTF-8.',
  why: 'Names are not ASCII, and clients do not wait for each other.',
  checks: [
    check({
      id: 'greets-by-name',
      title: 'GET /greet/{name} answers 200 and greets that name',
      hint: 'Take the name with Path<String>, and return Json. axum 0.8 writes the route as /greet/{name}.',
      runs: 'shared',
      given: (draw) => ({ name: draw.word() }),
      probe: ({ http }, { name }) => http.get(`/greet/${name}`),
      judge: (answer, { name }) => ({
        status: status(answer, 200),
        type: jsonType(answer),
        body: json(answer, { message: `Hello, ${name}!` }),
      }),
    }),
    check({
      id: 'decodes-the-name',
      title: 'A percent-encoded name is greeted decoded',
      hint: 'The path on the wire is percent-encoded UTF-8. Path<String> decodes it; uri().path() does not.',
      runs: 'shared',
      needs: ['greets-by-name'],
      given: (draw) => ({ name: `${draw.pick(['Zoë', 'Łukasz', '李雷', 'Ayşe'])} ${draw.word()}` }),
      probe: ({ http }, { name }) => http.get(`/greet/${encodeURIComponent(name)}`),
      judge: (answer, { name }) => ({ status: status(answer, 200), body: json(answer, { message: `Hello, ${name}!` }) }),
    }),
    check({
      id: 'greets-many-at-once',
      title: '20 clients at once are each greeted by their own name',
      hint: 'Keep the name in the handler. What is in shared state is everybody’s.',
      runs: 'shared',
      needs: ['greets-by-name'],
      given: (draw) => ({ names: Array.from({ length: 20 }, (_, at) => `${draw.word()}${at}`) }),
      probe: ({ http }, { names }) => http.together(names.map((name) => ({ method: 'GET', path: `/greet/${name}?delay_ms=60` }))),
      judge: (answers, { names }) => ({
        status: first(answers.map((answer) => status(answer, 200))),
        body: first(answers.map((answer, at) => json(answer, { message: `Hello, ${names[at]}!` }))),
      }),
    }),
  ],
});
