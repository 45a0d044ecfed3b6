import { type Answer, body, created, type Finding, field, type Http, type HttpRequest, type Json, json, status, z } from '#graders';

const Task = z.object({
  id: z.int().check(z.gte(1)),
  title: z.string(),
  priority: z.int().check(z.gte(1), z.lte(5)),
  done: z.boolean(),
});

const taskText = '{"id": <an integer from 1>, "title": <a string>, "priority": <an integer from 1 to 5>, "done": <true or false>}';

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

export function pathOf(task: Json): string {
  return `/tasks/${encodeURIComponent(String(field(task, 'id')))}`;
}

export function postTask(task: Json): HttpRequest {
  return { method: 'POST', path: '/tasks', headers: { 'content-type': 'application/json' }, body: JSON.stringify(task) };
}

export function patchTask(path: string, changes: Json): HttpRequest {
  return { method: 'PATCH', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(changes) };
}
