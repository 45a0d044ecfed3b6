import {
  anyMessage,
  bodyErrors,
  bodyLimitBytes,
  errorShape,
  forbidden,
  idErrors,
  type Json,
  parsed,
  rule,
  type StatusRow,
  statusMapChecks,
  unauthorized,
  unknownPath,
  wrongKind,
  wrongMethod,
} from '#graders';
import { by, opening, read, withdraw } from './account.ts';
import { limit } from './withdrawals.ts';

const account = { route: 'GET /accounts/{id}', onThing: true } as const;
const withdrawal = { route: 'POST /accounts/{id}/withdrawals', onThing: true } as const;
const amount = (value: Json) => by('ada', withdraw('{id}', value));

const opened = bodyErrors({
  on: 'open',
  route: 'POST /accounts',
  thing: 'account',
  request: by('ada', { method: 'POST', path: '/accounts' }),
  good: ({ number }) => ({ balance: number }),
});
const withdrawn = bodyErrors({
  on: 'withdrawal',
  ...withdrawal,
  thing: 'withdrawal',
  request: by('ada', { method: 'POST', path: '/accounts/{id}/withdrawals' }),
  good: ({ number }) => ({ amount: 1 + (number % 90) }),
});
const byId = {
  read: idErrors({ on: 'read', route: account.route, thing: 'account', request: (id) => by('ben', read(id)), badId: ({ word }) => word }),
  withdrawal: idErrors({
    on: 'withdrawal',
    route: withdrawal.route,
    thing: 'account',
    request: (id) => by('ada', withdraw(id, 1)),
    badId: ({ number }) => `${number % 100}.5`,
  }),
};

const noKey = { cause: 'no key', ...unauthorized } as const;
const otherKey = { cause: 'the key of another client', ...forbidden } as const;
const badAmount = {
  ...withdrawal,
  ...wrongKind,
  hint: 'Check the amount after deserializing and before you look at the balance.',
} as const;

/** What is wrong with a request, and what it is answered. The spec's table and these checks are made from it. */
export const rows: readonly StatusRow[] = [
  opened.malformed,
  withdrawn.malformed,
  withdrawn.empty,
  byId.read.bad,
  byId.withdrawal.bad,
  {
    id: 'no-key-on-open',
    route: 'POST /accounts',
    request: ({ number }) => ({ ...opening('ada', number), headers: { 'content-type': 'application/json' } }),
    ...noKey,
  },
  { id: 'no-key-on-read', ...account, request: () => read('{id}'), ...noKey },
  { id: 'no-key-on-withdrawal', ...withdrawal, request: () => withdraw('{id}', 1), ...noKey },
  {
    id: 'unknown-key-on-read',
    ...account,
    request: ({ word }) => ({ ...read('{id}'), headers: { authorization: `Bearer ${word}` } }),
    ...unauthorized,
    cause: 'a key that no client has',
  },
  { id: 'other-key-on-read', ...account, request: () => by('ben', read('{id}')), ...otherKey },
  { id: 'other-key-on-withdrawal', ...withdrawal, request: () => by('ben', withdraw('{id}', 1)), ...otherKey },
  byId.read.unknown,
  byId.withdrawal.unknown,
  { ...unknownPath, request: (values) => by('ada', unknownPath.request(values)) },
  wrongMethod({
    on: 'accounts',
    route: 'DELETE /accounts',
    request: () => by('ben', { method: 'DELETE', path: '/accounts' }),
    allow: ['POST'],
  }),
  wrongMethod({
    on: 'account',
    route: 'DELETE /accounts/{id}',
    onThing: true,
    request: () => by('ada', { ...read('{id}'), method: 'DELETE' }),
    allow: ['GET'],
  }),
  {
    id: 'overdraft',
    ...withdrawal,
    request: ({ number }) => amount(number),
    cause: 'an amount above the balance',
    status: 409,
    code: 'insufficient_funds',
    hint: 'Nothing is wrong with the request itself; the account’s state is against it. That is a 409, and a variant of its own in your error.',
  },
  opened.large,
  withdrawn.large,
  opened.noType,
  withdrawn.textPlain,
  {
    id: 'no-amount',
    ...badAmount,
    request: ({ word }) => ({ ...amount(1), body: JSON.stringify({ [word]: 1 }) }),
    cause: 'no amount',
  },
  { id: 'text-for-amount', ...badAmount, request: ({ number }) => amount(`${1 + (number % 90)}`), cause: 'text for the amount' },
  { id: 'amount-of-0', ...badAmount, request: () => amount(0), cause: 'an amount of 0' },
  { id: 'negative-amount', ...badAmount, request: ({ number }) => amount(-1 - (number % 90)), cause: 'an amount below 0' },
  withdrawn.array,
  {
    id: 'too-many-withdrawals',
    ...withdrawal,
    request: ({ number }) => amount(1 + (number % 90)),
    after: limit.most,
    cause: `${limit.most} withdrawals before it within ${limit.withinS} s`,
    status: 429,
    code: 'too_many_requests',
    hint: 'Let the variant of your error carry how long it takes until the next one is allowed, and write that as Retry-After.',
    header: {
      name: 'Retry-After',
      shown: `<an integer from 1 to ${limit.withinS}>`,
      isRight: (value) => /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= limit.withinS,
    },
  },
  {
    id: 'panic',
    route: 'GET /panic/{text}',
    request: ({ word }) => ({ method: 'GET', path: `/panic/${word}` }),
    cause: 'a handler that panics',
    status: 500,
    code: 'internal',
    hint: 'tower_http::catch_panic::CatchPanicLayer::custom(…) makes an answer of a panic: give it your error’s. Without it the connection is dropped.',
  },
  {
    id: 'failing-upstream',
    route: 'GET /accounts/{id}/euros',
    onThing: true,
    request: () => by('ada', read('{id}/euros')),
    cause: 'a rate service that answers 503',
    status: 502,
    code: 'upstream_failed',
    hint: '500 says that you broke. What you ask another server for and do not get is a 502: a variant of its own, with the error of your HTTP client as its source.',
  },
];

export default rule({
  id: 'status-map',
  text:
    'Every answer from 400 up is JSON: `{"error": {"code": …, "message": …}}`, with a message that is not empty. ' +
    `A body has at most ${bodyLimitBytes} bytes. The status map says which cause has which status, code and header.`,
  why: 'A client handles an error by its status and its code. It can do so only if each cause has one of each, wherever it is found: in a handler, an extractor or the router.',
  checks: statusMapChecks({
    rows,
    create: async (http) => parsed(await http.send(opening('ada', 1_000))),
    createdBy: 'opens-an-account',
    errorShape,
    survives: [anyMessage],
  }),
});
