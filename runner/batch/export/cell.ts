import { stringify } from 'csv-stringify/sync';
import { safe } from '../../report/safe.ts';

/** Rows as CSV. Names and learners' text are harmless in it: a spreadsheet takes no cell for a formula. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return stringify(
    rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : cellOf(cell)))),
    { record_delimiter: 'windows' },
  );
}

/** What begins a formula (OWASP, CSV injection), also behind white space or a mark of another alphabet's width. */
const formula = /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/;

function cellOf(text: string): string {
  const harmless = safe(text).replace(/\s*\n\s*/g, ' ');
  return formula.test(harmless) ? `'${harmless}` : harmless;
}
