import { check, field, header, holds, inTheCheck, jsonType, parsed, rule, status } from '#graders';
import { anyId, elsewhere, known, task, taskBody } from './task.ts';

const taskPath = /^\/tasks\/\d+$/;

const bare = 'GET answers the same task as POST did, with nothing around it: return Json(task) itself.';

export default rule({
  id: 'create',
  text:
    '`POST /tasks` with `{"title": T, "priority": P}` answers 201 with the new task, `{"id": N, "title": T, "priority": P, "done": false}`, and the header `Location: /tasks/N`. ' +
    'N is an integer from 1 that the server chooses, whatever the client sends. P is 3 if it is not sent.',
  why: 'A client that has just made a thing wants to know what it became and where it is, without asking again.',
  checks: [
    check({
      id: 'creates-a-task',
      title: 'POST /tasks answers 201 with the whole task',
      hint: 'Return (StatusCode::CREATED, Json(task)), with the id that the task got.',
      runs: 'shared',
      given: (draw) => ({ title: draw.text(24), priority: draw.pick([2, 4]) }),
      probe: ({ http }, given) => http.post('/tasks', given),
      judge: (answer, given) => ({ status: status(answer, 201), type: jsonType(answer), body: taskBody(answer, given) }),
      survives: [anyId, ...elsewhere('done')],
    }),
    check({
      id: 'points-to-the-new-task',
      title: 'Location of a created task is /tasks/{id}, and GET there gives the same task',
      hint: 'Add the header to the answer: (StatusCode::CREATED, [(LOCATION, format!("/tasks/{id}"))], Json(task)).',
      runs: 'shared',
      needs: ['creates-a-task'],
      given: (draw) => ({ title: draw.text(24), priority: draw.pick([2, 4]) }),
      probe: async ({ http }, given) => {
        const answer = await http.post('/tasks', given);
        const path = locatedPath(answer.kind === 'answer' ? answer.headers.location : undefined);
        return { answer, followed: taskPath.test(path) ? await http.get(path) : null };
      },
      judge: ({ answer, followed }) => ({
        location: status(answer, 201) ?? header(answer, 'location', '/tasks/{id}', (value) => taskPath.test(locatedPath(value))),
        task: followed === null ? undefined : (status(followed, 200) ?? inTheCheck(taskBody(followed, known(parsed(answer))), bare)),
      }),
      survives: [{ mutant: '.answer: body*', because: 'creates-a-task looks at the new task itself' }],
    }),
    check({
      id: 'defaults-priority-and-done',
      title: 'A task created with a title alone has priority 3 and is not done',
      hint: 'Take the priority as Option<…> and unwrap_or(3). #[serde(default)] alone gives 0.',
      runs: 'shared',
      needs: ['creates-a-task'],
      given: (draw) => ({ title: draw.text(24) }),
      probe: ({ http }, given) => http.post('/tasks', given),
      judge: (answer, given) => ({ task: task(answer, 201, { ...given, priority: 3, done: false }) }),
      survives: [anyId],
    }),
    check({
      id: 'ignores-a-sent-id',
      title: 'An id that a client sends with a new task is ignored',
      hint: 'Deserialize a struct of its own for what clients send, without an id. Serde ignores what it does not know.',
      runs: 'shared',
      needs: ['creates-a-task'],
      given: (draw) => ({ id: draw.integer(500_000, 900_000), title: draw.text(24) }),
      probe: ({ http }, given) => http.post('/tasks', given),
      judge: (answer, { id, title }) => ({
        task: task(answer, 201, { title }),
        id: holds(field(parsed(answer), 'id') !== id, 'an id that the server chose', `the id that was sent, ${id}`),
      }),
      survives: [anyId, ...elsewhere('priority', 'done')],
    }),
  ],
});

/** Where a Location leads from `/tasks`: it may be a path, relative, or a whole URL (RFC 9110, 10.2.2). */
function locatedPath(location: string | undefined): string {
  const base = 'http://localhost/tasks';
  if (location === undefined || !URL.canParse(location, base)) return '';
  const { pathname, search } = new URL(location, base);
  return pathname + search;
}
