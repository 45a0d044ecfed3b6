import type { Check, Survivor } from '../../runner/core/check.ts';
import type { Json } from '../../runner/core/json.ts';
import type { Http, HttpRequest } from '../../runner/core/tools.ts';
import { check } from '../check.ts';
import { body, field, parsed } from '../judge/body.ts';
import { inTheCheck } from '../judge/equal.ts';
import { allows, header, jsonType } from '../judge/header.ts';
import type { Shape } from '../judge/shape.ts';
import { status } from '../judge/status.ts';

/** What a row's request is made of, other values for each run: a word, text with blanks in it, and a number of nine digits. */
export interface RowValues {
  readonly word: string;
  readonly text: string;
  readonly number: number;
}

/** One row of a status map: what is wrong with a request, and what it is answered. */
export interface StatusRow {
  /** The check's id: `<cause>-on-<route>`. */
  readonly id: string;
  /** Method and path as the spec shows them. */
  readonly route: string;
  readonly cause: string;
  /** The check's title, where route and cause do not make a good one. */
  readonly title?: string;
  /** `{id}` in the path is replaced by the id of a thing made for it. */
  readonly request: (values: RowValues) => HttpRequest;
  /** The path is that of a thing that there is. */
  readonly onThing?: boolean;
  readonly status: number;
  readonly code: string;
  /** Methods that `Allow` must name. */
  readonly allow?: readonly string[];
  /** Another header that the answer must have, its value as the spec shows it. */
  readonly header?: { readonly name: string; readonly shown: string; readonly isRight: (value: string) => boolean };
  /** How often the same request is answered before. */
  readonly after?: number;
  readonly hint: string;
  /** Defects that this answer may have. */
  readonly survives?: readonly Survivor[];
}

/** What the spec's table shows of a row. */
export type StatusLine = Pick<StatusRow, 'route' | 'cause' | 'status' | 'code' | 'allow' | 'header'>;

interface StatusMap {
  readonly rows: readonly StatusRow[];
  /** Makes a thing for the rows that are about one. */
  readonly create: (http: Http, word: string) => Promise<Json | undefined>;
  /** The id of the check that proves `create`. */
  readonly createdBy: string;
  readonly errorShape: (code: string) => { readonly shape: Shape; readonly text: string };
  /** Defects that each of these answers may have. */
  readonly survives: readonly Survivor[];
}

/** A check for each row: status, error body, and the headers that the row has. */
export function statusMapChecks({ rows, create, createdBy, errorShape, survives }: StatusMap): readonly Check[] {
  return rows.map((row) =>
    check({
      id: row.id,
      title: row.title ?? `${row.route} with ${row.cause} answers ${row.status} ${row.code}`,
      hint: row.hint,
      runs: 'shared',
      ...(row.onThing ? { needs: [createdBy] } : {}),
      given: (draw) => ({ word: draw.word(), text: draw.text(24), number: draw.integer(100_000_000, 999_999_999) }),
      probe: async ({ http }, values) => {
        const asked = row.request(values);
        const id = row.onThing ? field(await create(http, values.text), 'id') : undefined;
        const request = { ...asked, path: asked.path.replace('{id}', String(id)) };
        for (let sent = 0; sent < (row.after ?? 0); sent += 1) await http.send(request);
        return http.send(request);
      },
      judge: (answer) => {
        const { shape, text } = errorShape(row.code);
        const noError = body(answer, shape, text);
        const found = status(answer, row.status);
        // Of what was taken for good, and of what another server is to blame for, the row knows more than a status.
        const isTold = row.status > 500 || (noError !== undefined && answer.kind === 'answer' && answer.status < 400);
        return {
          status: isTold ? inTheCheck(found) : found,
          type: jsonType(answer),
          body: noError,
          ...(row.allow && { allow: allows(answer, row.allow) }),
          ...(row.header && { header: header(answer, row.header.name, row.header.shown, row.header.isRight) }),
        };
      },
      survives: [...survives, ...(row.survives ?? [])],
    }),
  );
}

/** The status map as the spec's Markdown table. */
export function statusTable(rows: readonly StatusLine[]): string {
  const lines = rows.map(({ route, cause, status: code, code: name, allow, header }) => {
    const allowed = allow === undefined ? '' : `, \`Allow: ${allow.join(', ')}\``;
    const more = header === undefined ? '' : `, \`${header.name}: ${header.shown}\``;
    return `| \`${route}\` | ${cause} | ${code} \`${name}\`${allowed}${more} |`;
  });
  return ['| request | cause | answer |', '| --- | --- | --- |', ...lines].join('\n');
}

/** The body of an answer that made something, as JSON. */
export async function created(http: Http, path: string, json: Json): Promise<Json | undefined> {
  return parsed(await http.post(path, json));
}
