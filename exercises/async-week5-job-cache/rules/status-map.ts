import {
  anyMessage,
  errorShape,
  type HttpRequest,
  rule,
  type StatusRow,
  statusMapChecks,
  unknownPath,
  wrongKind,
  wrongMethod,
} from '#graders';

/** What is wrong with a request, and what it is answered. The spec's table and these checks are made from it. */
export const rows: readonly StatusRow[] = [
  {
    id: 'malformed-json-on-write',
    route: 'PUT /texts/{name}',
    request: ({ word, text }) => send('PUT', `/texts/${word}`, JSON.stringify({ text }).slice(0, -1)),
    cause: 'malformed JSON',
    status: 400,
    code: 'bad_request',
    hint: 'Turn JsonRejection into your own error: JsonSyntaxError is a 400, JsonDataError a 422.',
  },
  {
    id: 'number-for-text-on-write',
    route: 'PUT /texts/{name}',
    request: ({ word, number }) => send('PUT', `/texts/${word}`, JSON.stringify({ text: number })),
    cause: 'a number for the text',
    ...wrongKind,
  },
  {
    id: 'blank-text-on-create',
    route: 'POST /jobs',
    request: () => send('POST', '/jobs', JSON.stringify({ text: '  ' })),
    cause: 'a text without a word',
    status: 422,
    code: 'validation_failed',
    hint: 'Check the text after deserializing and before you ask Redis: a String takes any text.',
  },
  {
    id: 'missing-text-on-create',
    route: 'POST /jobs',
    request: ({ word, text }) => send('POST', '/jobs', JSON.stringify({ [word]: text })),
    cause: 'no text',
    ...wrongKind,
  },
  {
    id: 'unknown-text-on-report',
    route: 'GET /texts/{name}/report',
    request: ({ word, number }) => ({ method: 'GET', path: `/texts/${word}-${number}/report` }),
    cause: 'a name that no text has',
    status: 404,
    code: 'not_found',
    hint: 'The map gives a None: turn that into your 404.',
  },
  {
    id: 'unknown-job-on-read',
    route: 'GET /jobs/{id}',
    request: ({ word, number }) => ({ method: 'GET', path: `/jobs/${word}-${number}` }),
    cause: 'an id that no job has',
    status: 404,
    code: 'not_found',
    hint: 'Redis answers nil for what is not there. Ask for an Option and turn a None into your 404.',
  },
  unknownPath,
  wrongMethod({
    on: 'jobs',
    route: 'PUT /jobs',
    request: ({ text }) => send('PUT', '/jobs', JSON.stringify({ text })),
    allow: ['POST'],
  }),
];

export default rule({
  id: 'status-map',
  text:
    'Every answer from 400 up is JSON: `{"error": {"code": …, "message": …}}`, with a message that is not empty. ' +
    'The status map says which error answers what.',
  why: 'A client can handle an error only if it looks the same wherever it comes from: from your handler, an extractor, the router or Redis.',
  checks: statusMapChecks({
    rows,
    create: async () => undefined,
    createdBy: 'keeps-a-text',
    errorShape,
    survives: [anyMessage],
  }),
});

function send(method: string, path: string, body: string): HttpRequest {
  return { method, path, headers: { 'content-type': 'application/json' }, body };
}
