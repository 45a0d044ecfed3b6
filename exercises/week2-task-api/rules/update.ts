import { check, rule, type Survivor } from '#graders';
import { anyId, createTask, elsewhere, known, pathOf, task } from './task.ts';

export default rule({
  id: 'update',
  text: '`PATCH /tasks/{id}` with any of `title`, `priority` and `done` answers 200 with the whole task. What is not sent stays as it was; `{}` changes nothing.',
  why: 'Two clients that change different things of the same task must not undo each other.',
  checks: [
    check({
      id: 'updates-only-what-is-sent',
      title: 'PATCH with done alone leaves title and priority as they were',
      hint: 'Give the update a struct of its own, every field an Option, and set only what is Some.',
      runs: 'shared',
      needs: ['creates-a-task'],
      given: (draw) => ({ title: draw.text(24), priority: draw.pick([2, 4]) }),
      probe: async ({ http }, given) => {
        const made = await createTask(http, given);
        return http.patch(pathOf(made), { done: true });
      },
      judge: (answer, given) => ({ task: task(answer, 200, given) }),
      survives: [anyId, ...elsewhere('done')],
    }),
    check({
      id: 'updates-each-field',
      title: 'PATCH with title, priority or done alone answers the task with its new value, and done can be taken back',
      hint: 'Each of the three needs its line, which sets it to what was sent: done may be false. Return the task as it is then.',
      runs: 'shared',
      needs: ['creates-a-task'],
      given: (draw) => ({ before: draw.text(24), title: draw.text(20), priority: draw.pick([2, 4]) }),
      probe: async ({ http }, { before, title, priority }) => {
        const path = pathOf(await createTask(http, { title: before }));
        return {
          title: await http.patch(path, { title }),
          priority: await http.patch(path, { priority }),
          done: await http.patch(path, { done: true }),
          undone: await http.patch(path, { done: false }),
        };
      },
      judge: (answers, { title, priority }) => ({
        title: task(answers.title, 200, { title }),
        priority: task(answers.priority, 200, { priority }),
        done: task(answers.done, 200, { done: true }),
        undone: task(answers.undone, 200, { done: false }),
      }),
      survives: [
        anyId,
        ...others('title', 'priority', 'done'),
        ...others('priority', 'title', 'done'),
        ...others('done', 'title', 'priority'),
        ...others('undone', 'title', 'priority'),
      ],
    }),
    check({
      id: 'accepts-an-empty-update',
      title: 'PATCH with {} answers 200 with the task unchanged',
      hint: 'With every field an Option, {} deserializes. It asks for nothing, and that is no error.',
      runs: 'shared',
      needs: ['creates-a-task'],
      given: (draw) => ({ title: draw.text(24), priority: draw.pick([2, 4]) }),
      probe: async ({ http }, given) => {
        const made = await createTask(http, given);
        return { made, answer: await http.patch(pathOf(made), {}) };
      },
      judge: ({ made, answer }) => ({ task: task(answer, 200, known(made)) }),
    }),
    check({
      id: 'keeps-updates',
      title: 'GET /tasks/{id} after PATCH shows the new values',
      hint: 'Change the task in the store: get_mut, or insert it again. A clone is yours alone.',
      runs: 'shared',
      needs: ['reads-one-task', 'updates-each-field'],
      given: (draw) => ({ before: draw.text(24), changes: { title: draw.text(20), priority: draw.pick([2, 4]), done: true } }),
      probe: async ({ http }, { before, changes }) => {
        const path = pathOf(await createTask(http, { title: before }));
        await http.patch(path, changes);
        return http.get(path);
      },
      judge: (answer, { changes }) => ({ task: task(answer, 200, changes) }),
      survives: [anyId],
    }),
  ],
});

/** An update of one field says nothing of the others: that is for updates-only-what-is-sent. */
function others(sent: string, ...fields: readonly string[]): readonly Survivor[] {
  return fields.map((field) => ({ mutant: `.${sent}: body.${field}: *`, because: 'updates-only-what-is-sent looks at what was not sent' }));
}
