import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../core/fault.ts';
import { readTable } from '../table.ts';

/** Points that a person gave in the place of those that were graded. */
export interface Override {
  readonly points: number;
  readonly reason: string;
}

export const overridesFile = 'overrides.csv';

/** The ledger beside the results, which only people write: the columns id, points and reason. */
export async function readOverrides(folder: string, most: number): Promise<ReadonlyMap<string, Override>> {
  const file = join(folder, overridesFile);
  if (!existsSync(file)) return new Map();
  const rows = await readTable(file, ['id', 'points', 'reason'], 'begin it with the line id,points,reason; results.csv has the ids');
  const overrides = new Map<string, Override>();
  for (const [at, { id = '', points = '', reason = '' }] of rows.entries()) {
    const where = `${file}, line ${at + 2}`;
    if (overrides.has(id)) throw new UsageError(`${where}: ${id} is there twice`, 'leave one of them');
    if (!/^\d+(\.\d{1,2})?$/.test(points) || Number(points) > most)
      throw new UsageError(
        `${where}: the points of ${id} are ${points === '' ? 'not there' : points}`,
        `give a number from 0 to ${most}, with two digits at most`,
      );
    if (reason === '') throw new UsageError(`${where}: there is no reason for the points of ${id}`, 'say why, for whoever asks next year');
    overrides.set(id, { points: Number(points), reason });
  }
  return overrides;
}

/** Nobody is overlooked for a typing error. */
export function assertAllKnown(folder: string, overrides: ReadonlyMap<string, Override>, ids: readonly string[]): void {
  const unknown = [...overrides.keys()].filter((id) => !ids.includes(id));
  if (unknown.length > 0)
    throw new UsageError(
      `${join(folder, overridesFile)} names ${unknown.join(', ')}, of which there is no result`,
      'results.csv has the ids',
    );
}
