import {
  type Answer,
  body,
  type Draw,
  type Finding,
  field,
  type Http,
  type HttpRequest,
  inTurn,
  type Json,
  json,
  parsed,
  type Survivor,
  status,
  withBody,
  z,
} from '#graders';

/** Who is known, by the spec. */
const keys = { ada: 'maple-4711', ben: 'cedar-2203' };
export type Client = keyof typeof keys;
export const apiKeys = Object.entries(keys)
  .map(([name, key]) => `${name}:${key}`)
  .join(',');

const Account = z.object({ id: z.int().check(z.gte(1)), owner: z.string(), balance: z.int() });
const accountText = '{"id": <an integer from 1>, "owner": <a string>, "balance": <an integer>}';

export const anyId: Survivor = { mutant: '*body.id: *', because: 'the server chooses the id' };

/** The answer is an account that has at least the values that are known. */
export function account(answer: Answer, rightStatus: 200 | 201, known: Json): Finding | undefined {
  return status(answer, rightStatus) ?? body(answer, Account, accountText) ?? json(answer, known);
}

/** An account for one of the two, and who the other one is. */
export function drawAccount(draw: Draw): { readonly owner: Client; readonly other: Client; readonly balance: number } {
  const owner = draw.pick<Client>(['ada', 'ben']);
  return { owner, other: owner === 'ada' ? 'ben' : 'ada', balance: draw.integer(500, 9_000) };
}

export function by(client: Client, request: HttpRequest): HttpRequest {
  return { ...request, headers: { authorization: `Bearer ${keys[client]}`, ...request.headers } };
}

export function opening(owner: Client, balance: number): HttpRequest {
  return by(owner, withBody({ method: 'POST', path: '/accounts' }, JSON.stringify({ balance }), 'application/json'));
}

/** Opens an account and gives the id that it got. */
export async function open(http: Http, { owner, balance }: { readonly owner: Client; readonly balance: number }): Promise<string> {
  return String(field(parsed(await http.send(opening(owner, balance))), 'id'));
}

export function read(id: string): HttpRequest {
  return { method: 'GET', path: `/accounts/${id}` };
}

export function withdraw(id: string, amount: Json): HttpRequest {
  return withBody({ method: 'POST', path: `/accounts/${id}/withdrawals` }, JSON.stringify({ amount }), 'application/json');
}

/** All of them by one client, one after the other. */
export function ask(http: Http, client: Client, requests: readonly HttpRequest[]): Promise<readonly Answer[]> {
  return inTurn(requests, (request) => http.send(by(client, request)));
}
