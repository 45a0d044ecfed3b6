import {
  type Answer,
  body,
  check,
  equal,
  type Finding,
  field,
  includes,
  type Json,
  json,
  nothing,
  parsed,
  rule,
  status,
  z,
} from '#graders';
import { createTask, known, pathOf, task, tasksIn } from './task.ts';

const listed = 12;

export default rule({
  id: 'read',
  text: '`GET /tasks` answers 200 with a bare JSON array of all tasks in the order of their ids, and `GET /tasks/{id}` answers 200 with that task. A server that has just started has no tasks.',
  why: 'A list whose order changes with every call cannot be shown, compared or paged through.',
  checks: [
    check({
      id: 'starts-empty',
      title: 'GET /tasks on a fresh server answers 200 with []',
      hint: 'Return Json(Vec<Task>) itself, without an object around it, from an empty store. Example tasks belong in your tests.',
      runs: 'own',
      given: nothing,
      probe: ({ http }) => http.get('/tasks'),
      judge: (answer) => ({ list: status(answer, 200) ?? json(answer, []) }),
    }),
    check({
      id: 'reads-one-task',
      title: 'GET /tasks/{id} answers 200 with the task that has this id',
      hint: 'Look the task up by the id of the path, Path(id): Path<u64>, and return it as Json. An id is no index.',
      runs: 'shared',
      needs: ['creates-a-task'],
      given: (draw) => ({ wanted: { title: draw.text(24), priority: draw.pick([2, 4]) }, other: { title: draw.text(24) } }),
      probe: async ({ http }, { wanted, other }) => {
        const made = await createTask(http, wanted);
        await createTask(http, other);
        return { made, answer: await http.get(pathOf(made)) };
      },
      judge: ({ made, answer }) => ({ task: task(answer, 200, known(made)) }),
    }),
    check({
      id: 'lists-tasks-in-order',
      title: `GET /tasks holds ${listed} tasks just created, in the order of their ids`,
      hint: 'Return Json(Vec<Task>) itself, without an object around it. A HashMap has no order: use a BTreeMap, or sort by id.',
      runs: 'in-turn',
      needs: ['creates-a-task'],
      given: (draw) => ({ titles: Array.from({ length: listed }, () => draw.text(16)) }),
      probe: async ({ http }, { titles }) => {
        const before = await http.get('/tasks');
        const made: Json[] = [];
        for (const title of titles) made.push(await createTask(http, { title }));
        return { before, made, answer: await http.get('/tasks') };
      },
      judge: ({ before, made, answer }) => {
        const all = [...tasksIn(before), ...made];
        return {
          list: status(answer, 200) ?? body(answer, z.array(z.unknown()), '[<a task>, …]') ?? sameTasks(answer, all),
          order: inOrder(answer, all),
        };
      },
      survives: [
        { mutant: '.before*', because: 'the tasks that were there are what the list is held against' },
        { mutant: '.made: in reverse', because: 'the list is in the order of the ids, in whichever order they were given' },
      ],
    }),
  ],
});

/** Each task in the list is as it was before. */
function sameTasks(answer: Answer, all: readonly Json[]): Finding | undefined {
  for (const task of tasksIn(answer)) {
    const wanted = all.find((one) => idOf(one) === idOf(task));
    if (wanted !== undefined && !includes(task, known(wanted))) return equal(task, wanted);
  }
  return undefined;
}

function inOrder(answer: Answer, all: readonly Json[]): Finding | undefined {
  if (!Array.isArray(parsed(answer))) return undefined;
  const ids = all.map(idOf).sort((a, b) => a - b);
  return equal(tasksIn(answer).map(idOf), ids);
}

function idOf(task: Json): number {
  return Number(field(task, 'id'));
}
