import type { Check, Survivor } from '../../runner/core/check.ts';
import type { Json } from '../../runner/core/json.ts';
import type { Http, HttpRequest } from '../../runner/core/tools.ts';
import { check } from '../check.ts';
import { body, field, parsed } from '../judge/body.ts';
import { allows, jsonType } from '../judge/header.ts';
import type { Shape } from '../judge/shape.ts';
import { status } from '../judge/status.ts';

/** One row of a status map: what is wrong with a request, and what it is answered. */
export interface StatusRow {
  /** The check's id: `<cause>-on-<route>`. */
  readonly id: string;
  readonly cause: string;
  /** `{id}` in the path is replaced by the id of a thing made for it. */
  readonly request: HttpRequest;
  readonly status: number;
  readonly code: string;
  /** Methods that `Allow` must name. */
  readonly allow?: readonly string[];
  readonly hint: string;
  /** Defects that this answer may have. */
  readonly survives?: readonly Survivor[];
}

interface StatusMap {
  readonly rows: readonly StatusRow[];
  /** Makes a thing for the rows whose path has an `{id}`. */
  readonly create: (http: Http, word: string) => Promise<Json | undefined>;
  /** The id of the check that proves `create`. */
  readonly createdBy: string;
  readonly errorShape: (code: string) => { readonly shape: Shape; readonly text: string };
  /** Defects that each of these answers may have. */
  readonly survives: readonly Survivor[];
}

/** A check for each row: status, error body, and `Allow` where the row has it. */
export function statusMapChecks({ rows, create, createdBy, errorShape, survives }: StatusMap): readonly Check[] {
  return rows.map((row) =>
    check({
      id: row.id,
      title: `${row.request.method} ${shownPath(row.request.path)} with ${row.cause} answers ${row.status} ${row.code}`,
      hint: row.hint,
      runs: 'shared',
      ...(needsThing(row) ? { needs: [createdBy] } : {}),
      given: (draw) => ({ word: draw.word() }),
      probe: async ({ http }, { word }) => {
        if (!needsThing(row)) return http.send(row.request);
        const id = field(await create(http, word), 'id');
        return http.send({ ...row.request, path: row.request.path.replace('{id}', String(id)) });
      },
      judge: (answer) => {
        const { shape, text } = errorShape(row.code);
        const findings = { status: status(answer, row.status), type: jsonType(answer), body: body(answer, shape, text) };
        return row.allow === undefined ? findings : { ...findings, allow: allows(answer, row.allow) };
      },
      survives: [...survives, ...(row.survives ?? [])],
    }),
  );
}

/** The status map as the spec's Markdown table. */
export function statusTable(rows: readonly StatusRow[]): string {
  const lines = rows.map(({ request, cause, status: code, code: name, allow }) => {
    const header = allow === undefined ? '' : `, \`Allow: ${allow.join(', ')}\``;
    return `| \`${request.method} ${shownPath(request.path)}\` | ${cause} | ${code} \`${name}\`${header} |`;
  });
  return ['| request | cause | answer |', '| --- | --- | --- |', ...lines].join('\n');
}

function needsThing(row: StatusRow): boolean {
  return row.request.path.includes('{id}');
}

function shownPath(path: string): string {
  return path.split('?')[0] ?? path;
}

/** The body of an answer that made something, as JSON. */
export async function created(http: Http, path: string, json: Json): Promise<Json | undefined> {
  return parsed(await http.post(path, json));
}
