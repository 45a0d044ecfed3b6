import { type Answer, body, check, equal, type Finding, field, holds, type Json, parsed, rule, status, z } from '#graders';
import { anyMade, createTask, known, pathOf, tasksIn } from './task.ts';

export default rule({
  id: 'delete',
  text: '`DELETE /tasks/{id}` answers 204 without a body. After that the task is in no answer, its id answers 404, and no other task ever gets this id.',
  why: 'Somebody still holds the old id, in a bookmark or in a queue. It must not lead to the task of somebody else.',
  checks: [
    check({
      id: 'deletes-a-task',
      title: 'DELETE /tasks/{id} answers 204',
      hint: 'Return StatusCode::NO_CONTENT alone, and route delete(…) on the path of one task.',
      runs: 'in-turn',
      needs: ['creates-a-task'],
      given: (draw) => ({ title: draw.text(24) }),
      probe: async ({ http }, given) => http.delete(pathOf(await createTask(http, given))),
      judge: (answer) => ({ status: status(answer, 204) }),
    }),
    check({
      id: 'forgets-a-deleted-task',
      title: 'A deleted task answers 404 to GET and to DELETE, and GET /tasks does not hold it',
      hint: 'Remove the task from the store, and let remove’s Option tell whether it was there: None is a 404.',
      runs: 'in-turn',
      needs: ['deletes-a-task', 'lists-tasks-in-order'],
      given: (draw) => ({ title: draw.text(24) }),
      probe: async ({ http }, given) => {
        const before = await http.get('/tasks');
        const made = await createTask(http, given);
        await http.delete(pathOf(made));
        return { before, made, read: await http.get(pathOf(made)), again: await http.delete(pathOf(made)), list: await http.get('/tasks') };
      },
      judge: ({ before, made, read, again, list }) => ({
        read: status(read, 404),
        again: status(again, 404),
        list: status(list, 200) ?? lacks(list, made) ?? equal(tasksIn(list).map(known), tasksIn(before).map(known)),
      }),
      survives: [
        { mutant: '.read: body*', because: 'the status map says what an error holds' },
        { mutant: '.again: body*', because: 'the status map says what an error holds' },
        { mutant: '.before*', because: 'the tasks that were there are what the list is held against' },
        anyMade,
      ],
    }),
    check({
      id: 'never-reuses-an-id',
      title: 'Tasks created after others were deleted get ids that no task had before',
      hint: 'Keep the next id beside the tasks and only ever count up. The length of the store and its highest id both go back.',
      runs: 'in-turn',
      needs: ['deletes-a-task'],
      given: (draw) => ({ old: [draw.text(16), draw.text(16), draw.text(16)], fresh: [draw.text(16), draw.text(16)] }),
      probe: async ({ http }, { old, fresh }) => {
        const before: Json[] = [];
        for (const title of old) before.push(await createTask(http, { title }));
        const [first, , last] = before;
        for (const task of [first, last]) await http.delete(pathOf(task ?? null));
        const after: Json[] = [];
        for (const title of fresh) after.push(await createTask(http, { title }));
        return { before: before.map(idOf), after: after.map(idOf) };
      },
      judge: ({ before, after }) => ({
        ids: holds(
          after.every((id) => !before.includes(id)),
          `ids other than ${before.join(', ')}`,
          `ids ${after.join(', ')}, after the first and the last task were deleted`,
        ),
      }),
      survives: [
        { mutant: '.before*', because: 'the old ids are what the new ones are held against' },
        { mutant: '.after*', because: 'any id is right that no task had before' },
      ],
    }),
  ],
});

function idOf(task: Json): Json {
  return field(task, 'id') ?? null;
}

function lacks(answer: Answer, made: Json): Finding | undefined {
  const list = parsed(answer);
  if (!Array.isArray(list)) return body(answer, z.array(z.unknown()), '[<a task>, …]');
  const found = list.find((task) => idOf(task) === idOf(made));
  return holds(found === undefined, 'a list without the deleted task', `a list that holds ${JSON.stringify(found)}`);
}
