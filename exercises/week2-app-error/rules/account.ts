import {
  type Answer,
  body,
  created,
  type Draw,
  type Finding,
  field,
  type Http,
  type HttpRequest,
  inTurn,
  type Json,
  json,
  type Survivor,
  status,
  z,
} from '#graders';

const Account = z.object({ id: z.int().check(z.gte(1)), owner: z.string(), balance: z.int() });
const accountText = '{"id": <an integer from 1>, "owner": <a string>, "balance": <an integer>}';

export const anyId: Survivor = { mutant: '*body.id: *', because: 'the server chooses the id' };

/** The answer is an account that has at least the values that are known. */
export function account(answer: Answer, rightStatus: 200 | 201, known: Json): Finding | undefined {
  return status(answer, rightStatus) ?? body(answer, Account, accountText) ?? json(answer, known);
}

export function drawAccount(draw: Draw): { readonly owner: string; readonly balance: number } {
  return { owner: draw.text(16), balance: draw.integer(500, 9_000) };
}

/** Opens an account and gives what the server made of it, its key included; null if that is no JSON. */
export async function open(http: Http, account: Json): Promise<Json> {
  return (await created(http, '/accounts', account)) ?? null;
}

export const read: HttpRequest = { method: 'GET', path: '/accounts/{id}' };

export function withdraw(amount: Json): HttpRequest {
  const headers = { 'content-type': 'application/json' };
  return { method: 'POST', path: '/accounts/{id}/withdrawals', headers, body: JSON.stringify({ amount }) };
}

/** The request with the key of the account that it is about, or of another one. `aim` puts it there. */
export function by(whom: 'owner' | 'other', request: HttpRequest): HttpRequest {
  return { ...request, headers: { ...request.headers, authorization: `Bearer {${whom}}` } };
}

/** Puts an account's id and a key where the request leaves room for them. */
export async function aim(request: HttpRequest, account: Json | undefined, http: Http): Promise<HttpRequest> {
  const path = request.path.replace('{id}', String(field(account, 'id')));
  const { authorization, ...headers } = request.headers ?? {};
  if (authorization === undefined) return { ...request, path };
  // Another account of the same owner: only its key is another one.
  const opened = authorization.includes('{other}') ? await open(http, { owner: field(account, 'owner') ?? null, balance: 700 }) : account;
  return { ...request, path, headers: { ...headers, authorization: authorization.replace(/\{\w+\}/, String(field(opened, 'key'))) } };
}

export async function ask(http: Http, account: Json, request: HttpRequest): Promise<Answer> {
  return http.send(await aim(request, account, http));
}

/** The same with several requests, one after the other. */
export async function askAll(http: Http, account: Json, requests: readonly HttpRequest[]): Promise<readonly Answer[]> {
  return inTurn(requests, (request) => ask(http, account, request));
}
