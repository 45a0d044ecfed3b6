import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { UsageError } from '../core/fault.ts';

export type Row = Readonly<Record<string, string>>;

/** The rows of a CSV file by the names of its columns, which are told apart without case. */
export async function readTable(file: string, columns: readonly string[], next: string): Promise<readonly Row[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} ${error.code === 'ENOENT' ? 'does not exist' : `cannot be read: ${error.code}`}`, next);
  });
  const rows = rowsIn(text, file, next);
  const [head = []] = rows;
  const names = head.map((name) => name.trim().toLowerCase());
  const missing = columns.filter((column) => !names.includes(column.toLowerCase()));
  if (missing.length > 0) throw new UsageError(`${file} has no column ${missing.join(', ')}`, next);
  return rows.slice(1).map((row) => Object.fromEntries(names.map((name, at) => [name, (row[at] ?? '').trim()])));
}

function rowsIn(text: string, file: string, next: string): readonly (readonly string[])[] {
  try {
    return parse(text, { bom: true, relaxColumnCount: true, skipEmptyLines: true });
  } catch (error) {
    throw new UsageError(`${file} is no CSV: ${error instanceof Error ? error.message : String(error)}`, next);
  }
}
