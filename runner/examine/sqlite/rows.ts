import * as z from 'zod/mini';
import type { Counted } from '../../core/sqlite.ts';
import type { Shell } from './shell.ts';

const Tables = z.array(z.object({ name: z.string() }));
const Sum = z.array(z.object({ rows: z.int() }));
/** Tables of SQLite's own are left out, and views: what they would run is the server's. */
const listing = "select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\';";

/** All rows there are: what a note looks like in a table is the server's business. */
export async function countRows(shell: Shell): Promise<Counted> {
  const listed = await shell.ask(listing);
  if (listed.kind === 'refused') return listed;
  const names = parsed(Tables, listed.json).map(({ name }) => `"${name.replaceAll('"', '""')}"`);
  const counts = names.map((table) => `(select count(*) from ${table})`);
  const counted = await shell.ask(`select ${['0', ...counts].join(' + ')} as rows;`);
  if (counted.kind === 'refused') return counted;
  return { kind: 'counted', tables: names.length, rows: parsed(Sum, counted.json)[0]?.rows ?? 0 };
}

/** SQLite prints nothing at all where there is no row. */
function parsed<T>(shape: z.ZodMiniType<T>, json: string): T {
  return shape.parse(JSON.parse(json.trim() === '' ? '[]' : json));
}
