import {
  type Answer,
  body,
  created,
  type Finding,
  field,
  type Http,
  type HttpRequest,
  type Json,
  json,
  parsed,
  type Survivor,
  status,
  z,
} from '#graders';

const Task = z.object({
  id: z.int().check(z.gte(1)),
  title: z.string(),
  priority: z.int().check(z.gte(1), z.lte(5)),
  done: z.boolean(),
});

const taskText = '{"id": <an integer from 1>, "title": <a string>, "priority": <an integer from 1 to 5>, "done": <true or false>}';

export const anyId: Survivor = { mutant: '*body.id: *', because: 'the server chooses the id' };
export const anyMade: Survivor = { mutant: '.made*', because: 'what was made is what the answer is held against' };

/** For checks that leave these fields to others. */
export function elsewhere(...fields: readonly ('title' | 'priority' | 'done')[]): readonly Survivor[] {
  return fields.map((field) => ({ mutant: `*body.${field}: *`, because: `another check looks at ${field}` }));
}

/** The answer is a task that has at least the values that are known. */
export function task(answer: Answer, rightStatus: 200 | 201, known: Json): Finding | undefined {
  return status(answer, rightStatus) ?? taskBody(answer, known);
}

export function taskBody(answer: Answer, known: Json): Finding | undefined {
  return body(answer, Task, taskText) ?? json(answer, known);
}

/** Creates a task and gives what the server made of it; null if that is no JSON. */
export async function createTask(http: Http, task: Json): Promise<Json> {
  return (await created(http, '/tasks', task)) ?? null;
}

/** The members that a task has by the spec, without what a server may add. */
export function known(task: Json | undefined): Json {
  const names = ['id', 'title', 'priority', 'done'];
  return Object.fromEntries(
    names.flatMap((name) => [[name, field(task, name)] as const]).filter(([, value]) => value !== undefined),
  ) as Json;
}

/** The tasks of a list; none where the answer is not one. */
export function tasksIn(answer: Answer): readonly Json[] {
  const list = parsed(answer);
  return Array.isArray(list) ? list : [];
}

export function pathOf(task: Json): string {
  return `/tasks/${encodeURIComponent(String(field(task, 'id')))}`;
}

export function postTask(task: Json): HttpRequest {
  return { method: 'POST', path: '/tasks', headers: { 'content-type': 'application/json' }, body: JSON.stringify(task) };
}

export function patchTask(path: string, changes: Json): HttpRequest {
  return { method: 'PATCH', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(changes) };
}
