import type { HttpRequest } from '../../../runner/core/tools.ts';
import type { RowValues, StatusRow } from '../status-map.ts';

/** Rows of a status map that do not depend on what a body says: the router's and those of a path. */

export const unknownPath: StatusRow = {
  id: 'unknown-path',
  route: 'GET /projects',
  request: ({ word }) => ({ method: 'GET', path: `/${word}` }),
  cause: 'a path that is no route',
  title: 'GET with a path that is no route answers 404 not_found',
  status: 404,
  code: 'not_found',
  hint: 'axum’s own 404 has an empty body. Router::fallback gives it yours.',
};

/** The row's id ends with `on`; `onThing` as in the row. */
type On = { readonly on: string } & Pick<StatusRow, 'route' | 'onThing'>;

type WrongMethod = On & Pick<StatusRow, 'request'> & { readonly allow: readonly string[] };

export function wrongMethod({ on, ...row }: WrongMethod): StatusRow {
  return {
    id: `wrong-method-on-${on}`,
    ...row,
    cause: 'a method it does not have',
    title: `${row.route} answers 405 method_not_allowed: the path has no such method`,
    status: 405,
    code: 'method_not_allowed',
    hint: 'axum’s own 405 has an empty body. Router::method_not_allowed_fallback gives it yours and keeps Allow.',
  };
}

type IdErrors = On & {
  readonly thing: string;
  /** The request with this for its id. */
  readonly request: (id: string, values: RowValues) => HttpRequest;
  readonly badId: (values: RowValues) => string;
};

/** What can be wrong with the `{id}` of a path. */
export function idErrors({ on, route, onThing = false, thing, request, badId }: IdErrors): {
  readonly bad: StatusRow;
  readonly unknown: StatusRow;
} {
  return {
    bad: {
      id: `bad-id-on-${on}`,
      route,
      onThing,
      request: (values) => request(badId(values), values),
      cause: 'an id that is no integer',
      status: 400,
      code: 'bad_request',
      hint: 'Take Result<Path<u64>, PathRejection>, or an extractor of your own, and map its failure to your 400.',
    },
    unknown: {
      id: `unknown-${thing}-on-${on}`,
      route,
      onThing,
      request: (values) => request(String(values.number), values),
      cause: `an id that no ${thing} has`,
      status: 404,
      code: 'not_found',
      hint: 'What the store does not find is a None: turn it into your 404 before you use it.',
    },
  };
}
