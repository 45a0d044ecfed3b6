import { anyMessage, check, refusedField, rule } from '#graders';
import { anyId, createTask, elsewhere, pathOf, task } from './task.ts';

export default rule({
  id: 'priority',
  text: 'A priority is an integer from 1 to 5, on create and on update. Any other integer answers 422 `validation_failed` with `"field": "priority"`. An update that is refused changes nothing at all.',
  why: 'What gets in unchecked once is read by every later version of every client.',
  checks: [
    check({
      id: 'accepts-a-priority-at-its-limits',
      title: 'POST /tasks accepts priority 1 and priority 5',
      hint: 'Both ends are good: (1..=5).contains(&priority). 1..5 ends at 4.',
      runs: 'shared',
      needs: ['creates-a-task'],
      given: (draw) => ({ title: draw.text(24) }),
      probe: async ({ http }, { title }) => ({
        lowest: await http.post('/tasks', { title, priority: 1 }),
        highest: await http.post('/tasks', { title, priority: 5 }),
      }),
      judge: ({ lowest, highest }, { title }) => ({
        lowest: task(lowest, 201, { title, priority: 1 }),
        highest: task(highest, 201, { title, priority: 5 }),
      }),
      survives: [anyId, ...elsewhere('done')],
    }),
    check({
      id: 'refuses-a-priority-outside',
      title: 'POST /tasks with priority 0, 6 or below 0 answers 422 and names the field',
      hint: 'Take the number as i64 and check it yourself. With u8, serde refuses -1 before you can name the field.',
      runs: 'shared',
      given: (draw) => ({ title: draw.text(24), negative: -draw.integer(1, 4) }),
      probe: async ({ http }, { title, negative }) => ({
        zero: await http.post('/tasks', { title, priority: 0 }),
        six: await http.post('/tasks', { title, priority: 6 }),
        negative: await http.post('/tasks', { title, priority: negative }),
      }),
      judge: ({ zero, six, negative }) => ({
        zero: refusedField(zero, 'priority'),
        six: refusedField(six, 'priority'),
        negative: refusedField(negative, 'priority'),
      }),
      survives: [anyMessage],
    }),
    check({
      id: 'checks-the-priority-on-update',
      title: 'PATCH /tasks/{id} with a priority above 5 answers 422 and names the field',
      hint: 'Put the check of a priority in one function, and call it from create and from update.',
      runs: 'shared',
      needs: ['creates-a-task'],
      given: (draw) => ({ title: draw.text(24), priority: draw.integer(6, 9) }),
      probe: async ({ http }, { title, priority }) => http.patch(pathOf(await createTask(http, { title })), { priority }),
      judge: (answer) => ({ refusal: refusedField(answer, 'priority') }),
      survives: [anyMessage],
    }),
    check({
      id: 'changes-nothing-when-refused',
      title: 'PATCH with a good title and a bad priority is refused, and the task keeps its old title',
      hint: 'Check everything first, then change. A field that is set before the next one is checked stays set.',
      runs: 'shared',
      needs: ['reads-one-task', 'checks-the-priority-on-update'],
      given: (draw) => ({
        before: { title: draw.text(24), priority: draw.pick([2, 4]) },
        changes: { title: draw.text(20), priority: draw.integer(6, 9) },
      }),
      probe: async ({ http }, { before, changes }) => {
        const path = pathOf(await createTask(http, before));
        await http.patch(path, changes);
        return http.get(path);
      },
      judge: (answer, { before }) => ({ task: task(answer, 200, before) }),
      survives: [anyId, ...elsewhere('done')],
    }),
  ],
});
