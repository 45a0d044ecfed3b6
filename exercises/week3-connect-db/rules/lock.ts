import type { Json, Tools } from '#graders';

/** In a transaction of the grader's, until it is rolled back. */
export async function lockAllTables(database: Tools['database']): Promise<void> {
  const tables = await database.query(
    "select string_agg(format('%I.%I', schemaname, tablename), ', ') as names from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  const names: Json = tables[0]?.names ?? null;
  await database.query('begin');
  if (names !== null) await database.query(`lock table ${String(names)} in access exclusive mode`);
}
