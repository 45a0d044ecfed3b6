import { anyMessage, errorShape, rule, type StatusRow, statusMapChecks, unknownPath, wrongMethod } from '#graders';

/** What is wrong with a request, and what it is answered. The spec's table and these checks are made from it. */
export const rows: readonly StatusRow[] = [
  {
    id: 'bad-wait-on-work',
    route: 'GET /work/{name}',
    request: ({ word, number }) => ({ method: 'GET', path: `/work/${word}?ms=${number % 90}${word}` }),
    cause: 'an `ms` that is no integer from 0 to 5000',
    status: 400,
    code: 'bad_request',
    hint: 'Take Result<Query<T>, QueryRejection>, and map its failure to your 400.',
  },
  {
    id: 'panic-in-a-handler',
    route: 'GET /panic/{name}',
    request: ({ word }) => ({ method: 'GET', path: `/panic/${word}` }),
    cause: 'a handler that panics',
    status: 500,
    code: 'internal',
    hint: 'A panic drops the connection. tower_http::catch_panic::CatchPanicLayer::custom makes an answer of it: give it yours.',
  },
  unknownPath,
  wrongMethod({
    on: 'echo',
    route: 'GET /echo/{name}',
    request: ({ word }) => ({ method: 'GET', path: `/echo/${word}` }),
    allow: ['POST'],
  }),
];

export default rule({
  id: 'status-map',
  text:
    'Every answer from 400 up is JSON: `{"error": {"code": …, "message": …}}`, with a message that is not empty. ' +
    'The status map says which error answers what. `GET /panic/{name}` is there to see that a handler which panics is answered, too.',
  why: 'A client can handle an error only if it looks the same wherever it comes from: from your handler, an extractor, the router or a panic.',
  checks: statusMapChecks({ rows, create: async () => undefined, createdBy: 'answers-health', errorShape, survives: [anyMessage] }),
});
