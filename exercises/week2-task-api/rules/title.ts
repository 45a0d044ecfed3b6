import { anyMessage, check, lettersOf, refusedField, rule } from '#graders';
import { anyId, createTask, elsewhere, pathOf, task } from './task.ts';

const longest = 200;

export default rule({
  id: 'title',
  text:
    `A title has 1 to ${longest} characters (Unicode scalar values, not bytes) and not only white space, on create and on update. ` +
    'Otherwise the answer is 422 `validation_failed` with `"field": "title"`. A good title is kept exactly as it was sent.',
  why: 'A blank row costs every reader of the list, for ever. A limit that counts bytes lets some languages say half as much.',
  checks: [
    check({
      id: 'accepts-a-title-at-its-limits',
      title: `A title of 1 character and one of ${longest} characters with 2 or 3 bytes each are accepted`,
      hint: `len() of a str counts bytes. chars().count() counts characters, and ${longest} of them are good.`,
      runs: 'shared',
      needs: ['creates-a-task'],
      given: (draw) => ({ shortest: draw.pick(['b', 'k', 'x']), longest: lettersOf(draw, longest) }),
      probe: async ({ http }, given) => ({
        shortest: await http.post('/tasks', { title: given.shortest }),
        longest: await http.post('/tasks', { title: given.longest }),
      }),
      judge: (answers, given) => ({
        shortest: task(answers.shortest, 201, { title: given.shortest }),
        longest: task(answers.longest, 201, { title: given.longest }),
      }),
      survives: [anyId, ...elsewhere('priority', 'done')],
    }),
    check({
      id: 'refuses-an-empty-title',
      title: 'POST /tasks with an empty title answers 422 and names the field',
      hint: 'Check the title after deserializing and before inserting. Serde takes any string.',
      runs: 'shared',
      given: (draw) => ({ title: '', priority: draw.pick([2, 4]) }),
      probe: ({ http }, given) => http.post('/tasks', given),
      judge: (answer) => ({ refusal: refusedField(answer, 'title') }),
      survives: [anyMessage],
    }),
    check({
      id: 'refuses-a-blank-title',
      title: 'POST /tasks with a title of blanks and tabs answers 422 and names the field',
      hint: 'title.trim().is_empty() sees every kind of white space. Trim to look, and keep what was sent.',
      runs: 'shared',
      given: (draw) => ({ title: `${' '.repeat(draw.integer(1, 4))}\t${' '.repeat(draw.integer(0, 3))}` }),
      probe: ({ http }, given) => http.post('/tasks', given),
      judge: (answer) => ({ refusal: refusedField(answer, 'title') }),
      survives: [anyMessage],
    }),
    check({
      id: 'refuses-a-long-title',
      title: `POST /tasks with a title of ${longest + 1} characters answers 422 and names the field`,
      hint: `The limit is the last good length: refuse when chars().count() > ${longest}.`,
      runs: 'shared',
      given: (draw) => ({ title: draw.text(longest + 1) }),
      probe: ({ http }, given) => http.post('/tasks', given),
      judge: (answer) => ({ refusal: refusedField(answer, 'title') }),
      survives: [anyMessage],
    }),
    check({
      id: 'checks-the-title-on-update',
      title: 'PATCH /tasks/{id} with a blank title or a long one answers 422 and names the field',
      hint: 'Put the check of a title in one function, and call it from create and from update.',
      runs: 'shared',
      needs: ['creates-a-task'],
      given: (draw) => ({ title: draw.text(24), blank: ' '.repeat(draw.integer(1, 6)), long: draw.text(longest + 1) }),
      probe: async ({ http }, { title, blank, long }) => {
        const path = pathOf(await createTask(http, { title }));
        return { blank: await http.patch(path, { title: blank }), long: await http.patch(path, { title: long }) };
      },
      judge: ({ blank, long }) => ({ blank: refusedField(blank, 'title'), long: refusedField(long, 'title') }),
      survives: [anyMessage],
    }),
    check({
      id: 'keeps-a-title-as-sent',
      title: 'A title with quotes, a backslash, an emoji and blanks around it comes back as it was sent',
      hint: 'Store the string that came. Trimming, escaping and case are up to whoever shows it.',
      runs: 'shared',
      needs: ['creates-a-task'],
      given: (draw) => ({
        title: `  ${draw.word()} "${draw.word()}" \\ <b>${draw.pick(['🦀', '🌱', '🚲'])}</b> ${draw.word().toUpperCase()} `,
      }),
      probe: ({ http }, given) => http.post('/tasks', given),
      judge: (answer, given) => ({ task: task(answer, 201, given) }),
      survives: [anyId, ...elsewhere('priority', 'done')],
    }),
  ],
});
