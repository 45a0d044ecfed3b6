import {
  bodyIsOpen,
  check,
  type HttpRequest,
  type Json,
  type RowValues,
  repeated,
  rule,
  type StatusRow,
  type Survivor,
  status,
  statusMapChecks,
} from '#graders';
import { anyMessage, errorShape } from './refusal.ts';
import { createTask } from './task.ts';

const limitBytes = 65_536;

const malformed = {
  cause: 'malformed JSON',
  status: 400,
  code: 'bad_request',
  hint: 'Turn JsonRejection into your own error: JsonSyntaxError is a 400, JsonDataError a 422.',
} as const;
const badId = {
  cause: 'an id that is no integer',
  status: 400,
  code: 'bad_request',
  hint: 'Take Result<Path<u64>, PathRejection>, or an extractor of your own, and map its failure to your 400.',
} as const;
const unknownTask = {
  cause: 'an id that no task has',
  status: 404,
  code: 'not_found',
  hint: 'What the store does not find is a None: turn it into your 404 before you use it.',
} as const;
const wrongMethod = {
  cause: 'a method it does not have',
  status: 405,
  code: 'method_not_allowed',
  hint: 'axum’s own 405 has an empty body. Router::method_not_allowed_fallback gives it yours and keeps Allow.',
} as const;
const tooLarge = {
  cause: 'a body over 64 KiB',
  status: 413,
  code: 'payload_too_large',
  hint: `Set DefaultBodyLimit::max(${limitBytes}), and map the BytesRejection that comes then to your 413.`,
} as const;
const wrongType = {
  status: 415,
  code: 'unsupported_media_type',
  hint: 'JsonRejection::MissingJsonContentType comes as 415 with plain text: give it your body.',
} as const;
const wrongKind = {
  status: 422,
  code: 'validation_failed',
  hint: 'JsonRejection::JsonDataError is well-formed JSON of the wrong kind: map it to your 422.',
} as const;

/** For bodies whose fault serde finds: it may say which field is at fault, and need not. */
const anyField: readonly Survivor[] = [{ mutant: 'body.error.field: *', because: 'a deserializer need not know the field' }];

const create = { route: 'POST /tasks' } as const;
const update = { route: 'PATCH /tasks/{id}', onThing: true } as const;
const oneTask = { read: 'GET /tasks/{id}', update: 'PATCH /tasks/{id}', delete: 'DELETE /tasks/{id}' } as const;

/** What is wrong with a request, and what it is answered. The spec's table and these checks are made from it. */
export const rows: readonly StatusRow[] = [
  { id: 'malformed-json-on-create', ...create, request: ({ text }) => post(task(text).slice(0, -1)), ...malformed },
  { id: 'malformed-json-on-update', ...update, request: ({ word }) => patch(`{"title": ${word}}`), ...malformed },
  { id: 'empty-body-on-create', ...create, request: () => post(''), ...malformed, cause: 'an empty body' },
  { id: 'bad-id-on-read', route: oneTask.read, request: ({ word }) => ({ method: 'GET', path: `/tasks/${word}` }), ...badId },
  { id: 'bad-id-on-update', route: oneTask.update, request: ({ text, number }) => patch(task(text), `/tasks/${number % 100}th`), ...badId },
  {
    id: 'bad-id-on-delete',
    route: oneTask.delete,
    request: ({ number }) => ({ method: 'DELETE', path: `/tasks/${number % 100}.5` }),
    ...badId,
  },
  {
    id: 'unknown-task-on-read',
    route: oneTask.read,
    request: ({ number }) => ({ method: 'GET', path: `/tasks/${number}` }),
    ...unknownTask,
  },
  {
    id: 'unknown-task-on-update',
    route: oneTask.update,
    request: ({ text, number }) => patch(task(text), `/tasks/${number}`),
    ...unknownTask,
  },
  {
    id: 'unknown-task-on-delete',
    route: oneTask.delete,
    request: ({ number }) => ({ method: 'DELETE', path: `/tasks/${number}` }),
    ...unknownTask,
  },
  {
    id: 'unknown-path',
    route: 'GET /projects',
    request: ({ word }) => ({ method: 'GET', path: `/${word}` }),
    cause: 'a path that is no route',
    status: 404,
    code: 'not_found',
    hint: 'axum’s own 404 has an empty body. Router::fallback gives it yours.',
  },
  {
    id: 'wrong-method-on-tasks',
    route: 'PUT /tasks',
    request: ({ text }) => ({ ...post(task(text)), method: 'PUT' }),
    ...wrongMethod,
    allow: ['GET', 'POST'],
  },
  {
    id: 'wrong-method-on-task',
    route: 'POST /tasks/{id}',
    onThing: true,
    request: ({ text }) => ({ ...patch(task(text)), method: 'POST' }),
    ...wrongMethod,
    allow: ['GET', 'PATCH', 'DELETE'],
  },
  { id: 'large-body-on-create', ...create, request: (values) => post(large({ title: values.text }, values)), ...tooLarge },
  { id: 'large-body-on-update', ...update, request: (values) => patch(large({ done: true }, values)), ...tooLarge },
  {
    id: 'wrong-type-on-create',
    ...create,
    request: ({ text }) => typed(post(task(text)), 'text/plain'),
    ...wrongType,
    cause: 'content type text/plain',
  },
  { id: 'no-type-on-create', ...create, request: ({ text }) => typed(post(task(text))), ...wrongType, cause: 'no content type' },
  {
    id: 'wrong-type-on-update',
    ...update,
    request: ({ text }) => typed(patch(task(text)), 'text/plain'),
    ...wrongType,
    cause: 'content type text/plain',
  },
  {
    id: 'missing-title-on-create',
    ...create,
    request: ({ number }) => post(JSON.stringify({ priority: 1 + (number % 5) })),
    ...wrongKind,
    cause: 'no title',
  },
  {
    id: 'number-for-title-on-create',
    ...create,
    request: ({ number }) => post(JSON.stringify({ title: number })),
    ...wrongKind,
    survives: anyField,
    cause: 'a number for the title',
  },
  {
    id: 'array-for-task-on-create',
    ...create,
    request: ({ text, number }) => post(JSON.stringify([text, 1 + (number % 5)])),
    ...wrongKind,
    cause: 'an array for the task',
    hint: 'Serde’s derive takes an array for a struct, field by field. Deserialize a serde_json::Map first, and the struct from that.',
  },
  {
    id: 'null-title-on-update',
    ...update,
    request: () => patch('{"title": null}'),
    ...wrongKind,
    survives: anyField,
    cause: 'null for the title',
    hint: 'Option<String> takes null for "not sent". Deserialize the inner type with a deserialize_with and #[serde(default)].',
  },
  {
    id: 'text-for-done-on-update',
    ...update,
    request: ({ word }) => patch(JSON.stringify({ done: word })),
    ...wrongKind,
    survives: anyField,
    cause: 'text for done',
  },
];

export default rule({
  id: 'status-map',
  text:
    'Every answer from 400 up is JSON: `{"error": {"code": …, "message": …}}`, with a message that is not empty, and with `"field": …` for `validation_failed` only. ' +
    `Malformed JSON is 400, well-formed JSON of the wrong kind 422. A body has at most ${limitBytes} bytes. The status map says which error answers what.`,
  why: 'A client can handle an error only if it looks the same wherever it comes from: from your handler, an extractor or the router.',
  checks: [
    ...statusMapChecks({
      rows,
      create: (http, word) => createTask(http, { title: word }),
      createdBy: 'creates-a-task',
      errorShape,
      survives: [anyMessage],
    }),
    check({
      id: 'accepts-a-charset',
      title: 'POST /tasks with content-type: application/json; charset=utf-8 answers 201',
      hint: 'A content type may carry parameters. axum’s Json allows them; comparing the whole header with a string does not.',
      runs: 'shared',
      needs: ['creates-a-task'],
      given: (draw) => ({ title: draw.text(24) }),
      probe: ({ http }, given) => http.send(typed(post(JSON.stringify(given)), 'application/json; charset=utf-8')),
      judge: (answer) => ({ status: status(answer, 201) }),
      survives: [bodyIsOpen],
    }),
  ],
});

function post(body: string): HttpRequest {
  return { method: 'POST', path: '/tasks', headers: { 'content-type': 'application/json' }, body };
}

function patch(body: string, path = '/tasks/{id}'): HttpRequest {
  return { method: 'PATCH', path, headers: { 'content-type': 'application/json' }, body };
}

function typed(request: HttpRequest, contentType?: string): HttpRequest {
  return { ...request, headers: contentType === undefined ? {} : { 'content-type': contentType } };
}

function task(title: string): string {
  return JSON.stringify({ title });
}

/** A good body but for its size. What makes it large is no title, so that a server without a limit keeps a small task. */
function large(members: { readonly [name: string]: Json }, { word, number }: RowValues): string {
  return JSON.stringify({ ...members, [word]: repeated(`${word} `, limitBytes + (number % 4_096)) });
}
