import {
  anyMessage,
  bodyErrors,
  created,
  errorShape,
  type HttpRequest,
  idErrors,
  type Json,
  type RowValues,
  rule,
  type StatusRow,
  statusMapChecks,
  unknownPath,
  withBody,
  wrongKind,
  wrongMethod,
} from '#graders';

const create = { route: 'POST /products' } as const;
const update = { route: 'PATCH /products/{id}', onThing: true } as const;
const list = { route: 'GET /products', status: 400, code: 'bad_request' } as const;

/** In the order of the spec: as an array it fills a struct. */
const good = ({ text, word, number }: RowValues) => ({ name: text, description: word, price: 1 + (number % 900), stock: number % 90 });
const creating = bodyErrors({ on: 'create', ...create, thing: 'product', request: { method: 'POST', path: '/products' }, good });
const updating = bodyErrors({ on: 'update', ...update, thing: 'product', request: { method: 'PATCH', path: '/products/{id}' }, good });

const reading = idErrors({
  on: 'read',
  route: 'GET /products/{id}',
  thing: 'product',
  request: (id) => ({ method: 'GET', path: `/products/${id}` }),
  badId: ({ word }) => word,
});
const changing = idErrors({
  on: 'update',
  route: update.route,
  thing: 'product',
  request: (id, { text }) => ({ ...patch({ name: text }), path: `/products/${id}` }),
  badId: ({ number }) => `${number % 100}.5`,
});

const unknownField = {
  cause: 'a field that a product does not have',
  ...wrongKind,
  hint: 'Serde ignores what it does not know: #[serde(deny_unknown_fields)] makes it say so.',
} as const;

/** What is wrong with a request, and what it is answered. The spec's table and these checks are made from it. */
export const rows: readonly StatusRow[] = [
  creating.malformed,
  updating.malformed,
  creating.empty,
  reading.bad,
  changing.bad,
  {
    id: 'word-for-page',
    ...list,
    request: ({ word }) => ({ method: 'GET', path: `/products?page=${word}` }),
    cause: 'a word for the page',
    hint: 'Query<T> into a struct of integers refuses a word; a default is for what is not sent. Its QueryRejection comes as 400 with plain text: give it your body.',
  },
  {
    id: 'limit-twice',
    ...list,
    request: ({ number }) => ({ method: 'GET', path: `/products?limit=${1 + (number % 9)}&limit=${11 + (number % 9)}` }),
    cause: 'the limit twice',
    hint: 'A HashMap keeps one of them and says nothing. Query<T> into a struct refuses a field that comes twice.',
  },
  reading.unknown,
  changing.unknown,
  unknownPath,
  wrongMethod({
    on: 'products',
    route: 'PUT /products',
    request: (values) => ({ ...post(good(values)), method: 'PUT' }),
    allow: ['GET', 'POST'],
  }),
  wrongMethod({
    on: 'product',
    route: 'POST /products/{id}',
    onThing: true,
    request: (values) => ({ ...patch(good(values)), method: 'POST' }),
    allow: ['GET', 'PATCH'],
  }),
  creating.large,
  updating.large,
  creating.textPlain,
  creating.noType,
  updating.textPlain,
  { id: 'no-name-on-create', ...create, request: ({ number }) => post({ price: number % 900 }), cause: 'no name', ...wrongKind },
  { id: 'no-price-on-create', ...create, request: ({ text }) => post({ name: text }), cause: 'no price', ...wrongKind },
  {
    id: 'number-for-name-on-create',
    ...create,
    request: (values) => post({ ...good(values), name: values.number }),
    cause: 'a number for the name',
    ...wrongKind,
  },
  {
    id: 'text-for-price-on-create',
    ...create,
    request: (values) => post({ ...good(values), price: `${1 + (values.number % 900)}` }),
    cause: 'a price in quotes',
    ...wrongKind,
    hint: 'JSON has numbers. What takes "12" for 12 as well has two forms for ever: leave the field an integer, without a deserializer that parses text.',
  },
  {
    id: 'fraction-for-price-on-update',
    ...update,
    request: ({ number }) => patch({ price: 0.5 + (number % 900) }),
    cause: 'half a cent for the price',
    ...wrongKind,
    hint: 'Take the price as an integer. Through f64 and `as i64` it loses what stands behind the point, without a word.',
  },
  {
    id: 'null-name-on-create',
    ...create,
    request: (values) => post({ ...good(values), name: null }),
    cause: 'null for the name',
    ...wrongKind,
  },
  {
    id: 'null-price-on-update',
    ...update,
    request: ({ text }) => patch({ name: text, price: null }),
    cause: 'null for the price',
    ...wrongKind,
    hint: 'Option<i64> takes null for "not sent". Deserialize the inner type with a deserialize_with and #[serde(default)].',
  },
  creating.array,
  updating.array,
  { id: 'unknown-field-on-create', ...create, request: (values) => post({ ...good(values), [values.word]: values.text }), ...unknownField },
  {
    id: 'unknown-field-on-update',
    ...update,
    request: ({ word, number }) => patch({ stock: number % 90, [word]: number }),
    ...unknownField,
  },
];

export default rule({
  id: 'status-map',
  text:
    'Every answer from 400 up is JSON: `{"error": {"code": …, "message": …}}`, with a message that is not empty. ' +
    'What cannot be read is 400: a body that is no JSON, an id, a page or a limit that is no integer, and a page or a limit that is there twice. ' +
    'JSON of the wrong kind is 422 `validation_failed`, and may be so without `faults`: another type, null, nothing where there must be something, a field that a product does not have, or an array for the product.',
  why: 'Who knows whether the request cannot be read or breaks a rule knows whether to look at the code or at the data.',
  checks: statusMapChecks({
    rows,
    create: (http, name) => created(http, '/products', { name, description: name, price: 900, stock: 9 }),
    createdBy: 'creates-a-product',
    errorShape,
    survives: [anyMessage],
  }),
});

function post(product: Json): HttpRequest {
  return withBody({ method: 'POST', path: '/products' }, JSON.stringify(product), 'application/json');
}

function patch(changes: Json): HttpRequest {
  return withBody({ method: 'PATCH', path: '/products/{id}' }, JSON.stringify(changes), 'application/json');
}
