import {
  anyMessage,
  bodyErrors,
  bodyIsOpen,
  bodyLimitBytes,
  check,
  fieldErrorShape,
  idErrors,
  rule,
  type StatusRow,
  type Survivor,
  status,
  statusMapChecks,
  unknownPath,
  withBody,
  wrongKind,
  wrongMethod,
} from '#graders';
import { createTask, patchTask, postTask } from './task.ts';

const create = { on: 'create', route: 'POST /tasks', thing: 'task', request: { method: 'POST', path: '/tasks' } } as const;
const update = {
  on: 'update',
  route: 'PATCH /tasks/{id}',
  thing: 'task',
  onThing: true,
  request: { method: 'PATCH', path: '/tasks/{id}' },
} as const;

const created = bodyErrors({ ...create, good: ({ text, number }) => ({ title: text, priority: 1 + (number % 5) }) });
const updated = bodyErrors({ ...update, good: ({ text }) => ({ title: text }) });

const byId = {
  read: idErrors({
    on: 'read',
    route: 'GET /tasks/{id}',
    thing: 'task',
    request: (id) => ({ method: 'GET', path: `/tasks/${id}` }),
    badId: ({ word }) => word,
  }),
  update: idErrors({
    on: 'update',
    route: 'PATCH /tasks/{id}',
    thing: 'task',
    request: (id, { text }) => patchTask(`/tasks/${id}`, { title: text }),
    badId: ({ number }) => `${number % 100}th`,
  }),
  delete: idErrors({
    on: 'delete',
    route: 'DELETE /tasks/{id}',
    thing: 'task',
    request: (id) => ({ method: 'DELETE', path: `/tasks/${id}` }),
    badId: ({ number }) => `${number % 100}.5`,
  }),
};

/** For bodies whose fault serde finds: it may say which field is at fault, and need not. */
const anyField: readonly Survivor[] = [{ mutant: 'body.error.field: *', because: 'a deserializer need not know the field' }];

const wrongCreate = { route: create.route, ...wrongKind } as const;
const wrongUpdate = { route: update.route, onThing: true, ...wrongKind, survives: anyField } as const;

/** What is wrong with a request, and what it is answered. The spec's table and these checks are made from it. */
export const rows: readonly StatusRow[] = [
  created.malformed,
  updated.malformed,
  created.empty,
  byId.read.bad,
  byId.update.bad,
  byId.delete.bad,
  byId.read.unknown,
  byId.update.unknown,
  byId.delete.unknown,
  unknownPath,
  wrongMethod({
    on: 'tasks',
    route: 'PUT /tasks',
    request: ({ text }) => ({ ...postTask({ title: text }), method: 'PUT' }),
    allow: ['GET', 'POST'],
  }),
  wrongMethod({
    on: 'task',
    route: 'POST /tasks/{id}',
    onThing: true,
    request: ({ text }) => ({ ...patchTask('/tasks/{id}', { title: text }), method: 'POST' }),
    allow: ['GET', 'PATCH', 'DELETE'],
  }),
  created.large,
  updated.large,
  created.textPlain,
  created.noType,
  updated.textPlain,
  {
    id: 'missing-title-on-create',
    ...wrongCreate,
    request: ({ number }) => postTask({ priority: 1 + (number % 5) }),
    cause: 'no title',
  },
  {
    id: 'number-for-title-on-create',
    ...wrongCreate,
    request: ({ number }) => postTask({ title: number }),
    cause: 'a number for the title',
    survives: anyField,
  },
  created.array,
  {
    id: 'null-title-on-update',
    ...wrongUpdate,
    request: () => patchTask('/tasks/{id}', { title: null }),
    cause: 'null for the title',
    hint: 'Option<String> takes null for "not sent". Deserialize the inner type with a deserialize_with and #[serde(default)].',
  },
  {
    id: 'text-for-done-on-update',
    ...wrongUpdate,
    request: ({ word }) => patchTask('/tasks/{id}', { done: word }),
    cause: 'text for done',
  },
];

export default rule({
  id: 'status-map',
  text:
    'Every answer from 400 up is JSON: `{"error": {"code": …, "message": …}}`, with a message that is not empty, and with `"field": …` for `validation_failed` only. ' +
    `Malformed JSON is 400, well-formed JSON of the wrong kind 422. A body has at most ${bodyLimitBytes} bytes. The status map says which error answers what.`,
  why: 'A client can handle an error only if it looks the same wherever it comes from: from your handler, an extractor or the router.',
  checks: [
    ...statusMapChecks({
      rows,
      create: (http, word) => createTask(http, { title: word }),
      createdBy: 'creates-a-task',
      errorShape: fieldErrorShape,
      survives: [anyMessage],
    }),
    check({
      id: 'accepts-a-charset',
      title: 'POST /tasks with content-type: application/json; charset=utf-8 answers 201',
      hint: 'A content type may carry parameters. axum’s Json allows them; comparing the whole header with a string does not.',
      runs: 'shared',
      needs: ['creates-a-task'],
      given: (draw) => ({ title: draw.text(24) }),
      probe: ({ http }, given) => http.send(withBody(create.request, JSON.stringify(given), 'application/json; charset=utf-8')),
      judge: (answer) => ({ status: status(answer, 201) }),
      survives: [bodyIsOpen],
    }),
  ],
});
