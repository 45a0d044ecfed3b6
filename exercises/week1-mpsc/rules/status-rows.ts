import { bodyErrors, type RowValues, type StatusRow, unknownPath, withBody, wrongKind, wrongMethod } from '#graders';

export const most = { items: 40, waitMs: 500 };

const request = { method: 'POST', path: '/produce' };
const outside = { ...wrongKind, hint: 'Serde knows no limits: look at the list after deserializing, and before the first item is queued.' };
const { malformed, textPlain } = bodyErrors({
  on: 'produce',
  route: 'POST /produce',
  thing: 'list',
  request,
  good: ({ number }) => ({ items: [number % 100] }),
});

/** What is wrong with a request, and what it is answered. The spec's table and these checks are made from it. */
export const rows: readonly StatusRow[] = [
  malformed,
  textPlain,
  { ...produce('missing-items', 'no `items`', ({ word, number }) => ({ [word]: [number % 100] })), ...wrongKind },
  { ...produce('text-for-a-wait', 'a wait that is text', ({ word }) => ({ items: [word] })), ...wrongKind },
  { ...produce('negative-wait', 'a wait below 0', ({ number }) => ({ items: [-1 - (number % 100)] })), ...wrongKind },
  { ...produce('long-wait', `a wait above ${most.waitMs}`, () => ({ items: [most.waitMs + 1] })), ...outside },
  { ...produce('empty-list', 'a list without items', () => ({ items: [] })), ...outside },
  { ...produce('long-list', `more than ${most.items} items`, ({ number }) => ({ items: tooMany(number % 10) })), ...outside },
  unknownPath,
  wrongMethod({ on: 'produce', route: 'GET /produce', request: () => ({ ...request, method: 'GET' }), allow: ['POST'] }),
];

function produce(id: string, cause: string, good: (values: RowValues) => { readonly [name: string]: readonly (number | string)[] }) {
  const wrong = (values: RowValues) => withBody(request, JSON.stringify(good(values)), 'application/json');
  return { id: `${id}-on-produce`, route: 'POST /produce', cause, request: wrong };
}

function tooMany(waitMs: number): readonly number[] {
  return Array.from({ length: most.items + 1 }, () => waitMs);
}
