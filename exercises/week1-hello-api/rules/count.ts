import { type Answer, check, first, json, jsonType, nothing, rule, status } from '#graders';

const halves = [1, 2];

export default rule({
  id: 'count',
  text: '`GET /count` answers 200 with the JSON `{"greetings": N}`: how many greetings were answered with 200 since the start. No greeting is lost, however many come at once.',
  why: 'A counter that loses updates under load is wrong just when somebody looks at it.',
  checks: [
    check({
      id: 'counts-from-zero',
      title: 'A fresh server has counted 0 greetings',
      hint: 'Route /count with get(…), start the counter at 0, and let /count itself not count.',
      runs: 'own',
      given: nothing,
      probe: ({ http }) => http.get('/count'),
      judge: (answer) => ({ status: status(answer, 200), type: jsonType(answer), body: json(answer, { greetings: 0 }) }),
    }),
    check({
      id: 'counts-each-greeting',
      title: 'Of some 200 greetings from clients side by side, none is missing from the count, half-way or at the end',
      hint: 'load then store loses what others did in between: use fetch_add, or hold one lock over both.',
      runs: 'own',
      needs: ['greets-by-name', 'counts-from-zero'],
      given: (draw) => ({ names: Array.from({ length: draw.integer(46, 54) }, () => draw.word()) }),
      probe: async ({ http }, { names }) => {
        const greetings = names.map((name) => ({ method: 'GET', path: `/greet/${name}` }));
        const answers: Answer[] = [];
        for (const _ of halves) {
          for (let round = 0; round < 2; round += 1) await http.together(greetings);
          answers.push(await http.get('/count'));
        }
        return answers;
      },
      judge: (answers, { names }) => ({
        status: first(answers.map((answer) => status(answer, 200))),
        body: first(answers.map((answer, at) => json(answer, { greetings: (halves[at] ?? 0) * 2 * names.length }))),
      }),
    }),
    check({
      id: 'counts-nothing-else',
      title: 'Health checks, unknown paths and refused delays are not counted',
      hint: 'Count in the greeting’s handler, after the delay was accepted; a layer around everything counts too much.',
      runs: 'own',
      needs: ['greets-by-name', 'counts-from-zero'],
      given: (draw) => ({ names: Array.from({ length: draw.integer(2, 6) }, () => draw.word()), unknown: draw.word() }),
      probe: async ({ http }, { names, unknown }) => {
        for (const name of names) await http.get(`/greet/${name}`);
        await http.get('/health');
        await http.get(`/${unknown}`);
        await http.get(`/greet/${names[0]}?delay_ms=${unknown}`);
        await http.get('/time');
        return http.get('/count');
      },
      judge: (answer, { names }) => ({ status: status(answer, 200), body: json(answer, { greetings: names.length }) }),
    }),
  ],
});
