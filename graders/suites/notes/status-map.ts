import type { Rule } from '../../../runner/core/exercise.ts';
import type { HttpRequest } from '../../../runner/core/tools.ts';
import { rule } from '../../check.ts';
import { wrongKind } from '../errors/bodies.ts';
import { unknownPath, wrongMethod } from '../errors/rows.ts';
import { anyMessage, errorShape } from '../errors/shape.ts';
import { type StatusRow, statusMapChecks } from '../status-map.ts';
import { createNote } from './note.ts';

/** What is wrong with a request, and what it is answered. The spec's table and these checks are made from it. */
export const notesStatusRows: readonly StatusRow[] = [
  {
    id: 'malformed-json-on-create',
    route: 'POST /notes',
    request: ({ text }) => post(JSON.stringify({ text }).slice(0, -1)),
    cause: 'malformed JSON',
    status: 400,
    code: 'bad_request',
    hint: 'Turn JsonRejection into your own error: JsonSyntaxError is a 400, JsonDataError a 422.',
  },
  {
    id: 'missing-text-on-create',
    route: 'POST /notes',
    request: ({ word, text }) => post(JSON.stringify({ [word]: text })),
    cause: 'no text',
    ...wrongKind,
  },
  {
    id: 'number-for-text-on-create',
    route: 'POST /notes',
    request: ({ number }) => post(JSON.stringify({ text: number })),
    cause: 'a number for the text',
    ...wrongKind,
  },
  {
    id: 'bad-id-on-read',
    route: 'GET /notes/{id}',
    request: ({ word }) => ({ method: 'GET', path: `/notes/${word}` }),
    cause: 'an id that is no integer',
    status: 400,
    code: 'bad_request',
    hint: 'Take Result<Path<i64>, PathRejection>, or an extractor of your own, and map its failure to your 400.',
  },
  {
    id: 'unknown-note-on-read',
    route: 'GET /notes/{id}',
    request: ({ number }) => ({ method: 'GET', path: `/notes/${number}` }),
    cause: 'an id that no note has',
    status: 404,
    code: 'not_found',
    hint: 'fetch_one fails with RowNotFound where there is no row. fetch_optional gives a None: turn that into your 404.',
  },
  unknownPath,
  wrongMethod({
    on: 'notes',
    route: 'PUT /notes',
    request: ({ text }) => ({ ...post(JSON.stringify({ text })), method: 'PUT' }),
    allow: ['POST'],
  }),
];

export const notesStatusMapRule: Rule = rule({
  id: 'status-map',
  text:
    'Every answer from 400 up is JSON: `{"error": {"code": …, "message": …}}`, with a message that is not empty. ' +
    'The status map says which error answers what.',
  why: 'A client can handle an error only if it looks the same wherever it comes from: from your handler, an extractor, the router or the database.',
  checks: statusMapChecks({
    rows: notesStatusRows,
    create: (http, word) => createNote(http, word),
    createdBy: 'creates-a-note',
    errorShape,
    survives: [anyMessage],
  }),
});

function post(body: string): HttpRequest {
  return { method: 'POST', path: '/notes', headers: { 'content-type': 'application/json' }, body };
}
