import type { Json } from '../../../runner/core/json.ts';
import type { HttpRequest } from '../../../runner/core/tools.ts';
import { repeated } from '../../tcp/bytes.ts';
import type { RowValues, StatusRow } from '../status-map.ts';

export const bodyLimitBytes = 65_536;

/** The answer to well-formed JSON that is not what was asked for. */
export const wrongKind = {
  status: 422,
  code: 'validation_failed',
  hint: 'JsonRejection::JsonDataError is well-formed JSON of the wrong kind: map it to your 422.',
} as const;

const badRequest = { status: 400, code: 'bad_request' } as const;
const wrongType = {
  status: 415,
  code: 'unsupported_media_type',
  hint: 'JsonRejection::MissingJsonContentType comes as 415 with plain text: give it your body.',
} as const;

interface BodyErrors {
  /** The ids end with it. */
  readonly on: string;
  readonly route: string;
  readonly onThing?: boolean;
  /** What the body is about, for the words of a cause. */
  readonly thing: string;
  /** Without its body; the path may have an `{id}`. */
  readonly request: HttpRequest;
  readonly good: (values: RowValues) => { readonly [name: string]: Json };
}

type BodyCause = 'malformed' | 'empty' | 'large' | 'textPlain' | 'noType' | 'array';

/** What can be wrong with a body before anybody looks at what it says, as rows of a status map. */
export function bodyErrors({ on, route, onThing = false, thing, request, good }: BodyErrors): Readonly<Record<BodyCause, StatusRow>> {
  const json = (values: RowValues) => JSON.stringify(good(values));
  const about = (cause: string, body: (values: RowValues) => string, contentType?: string) => ({
    id: `${cause}-on-${on}`,
    route,
    onThing,
    request: (values: RowValues) => withBody(request, body(values), contentType),
  });
  const hint = 'Turn JsonRejection into your own error: JsonSyntaxError is a 400, JsonDataError a 422.';
  return {
    malformed: {
      ...about('malformed-json', (values) => json(values).slice(0, -1), 'application/json'),
      cause: 'malformed JSON',
      ...badRequest,
      hint,
    },
    empty: { ...about('empty-body', () => '', 'application/json'), cause: 'an empty body', ...badRequest, hint },
    large: {
      ...about('large-body', (values) => large(good(values), values), 'application/json'),
      cause: 'a body over 64 KiB',
      status: 413,
      code: 'payload_too_large',
      hint: `Add DefaultBodyLimit::max(${bodyLimitBytes}) after the routes, and map the BytesRejection that comes then to your 413.`,
    },
    textPlain: { ...about('wrong-type', json, 'text/plain'), cause: 'content type text/plain', ...wrongType },
    noType: { ...about('no-type', json), cause: 'no content type', ...wrongType },
    array: {
      ...about(`array-for-${thing}`, (values) => JSON.stringify(Object.values(good(values))), 'application/json'),
      cause: `an array for the ${thing}`,
      ...wrongKind,
      hint: 'Serde’s derive takes an array for a struct, field by field. Deserialize a serde_json::Map first, and the struct from that.',
    },
  };
}

export function withBody(request: HttpRequest, body: string, contentType?: string): HttpRequest {
  const type = contentType === undefined ? {} : { 'content-type': contentType };
  return { ...request, headers: { ...request.headers, ...type }, body };
}

/** A good body but for its size. What makes it large is none of its members, so that a server without a limit keeps little. */
function large(members: { readonly [name: string]: Json }, { word, number }: RowValues): string {
  return JSON.stringify({ ...members, [word]: repeated(`${word} `, bodyLimitBytes + (number % 4_096)) });
}
