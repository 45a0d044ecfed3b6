import { check, json, rule, status } from '#graders';

export default rule({
  id: 'double',
  text: '`GET /double/{n}` answers 200 with the JSON `{"doubled": N}`, where N is twice n.',
  why: 'TODO: what it costs in production to get this wrong.',
  checks: [
    check({
      id: 'doubles-a-number',
      title: 'GET /double/{n} answers with twice n, for two numbers',
      hint: 'TODO: where to look first.',
      runs: 'shared',
      given: (draw) => ({ one: draw.integer(1, 500), other: draw.integer(501, 1_000) }),
      probe: async ({ http }, { one, other }) => ({ one: await http.get(`/double/${one}`), other: await http.get(`/double/${other}`) }),
      judge: (answers, { one, other }) => ({
        one: status(answers.one, 200) ?? json(answers.one, { doubled: one * 2 }),
        other: status(answers.other, 200) ?? json(answers.other, { doubled: other * 2 }),
      }),
    }),
  ],
});
