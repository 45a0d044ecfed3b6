import {
  configurationRule,
  createRule,
  databaseEnvironment,
  exercise,
  healthRule,
  httpEnvironment,
  notesStatusMapRule,
  notesStatusRows,
  persistenceRule,
  postNote,
  robustnessRule,
  shutdownRule,
  statusTable,
} from '#graders';
import databaseUrl from './rules/database-url.ts';
import hang from './rules/hang.ts';
import outage from './rules/outage.ts';
import pool from './rules/pool.ts';
import ready from './rules/ready.ts';
import start from './rules/start.ts';
import text from './rules/text.ts';

export default exercise({
  id: 'week3-connect-db',
  title: 'Connect to a database: a pool, and what to answer when the database does not',
  companions: ['postgres'],
  boot: { ready: { kind: 'http', path: '/health' }, readyTimeoutMs: 5_000, environment: [...httpEnvironment, databaseEnvironment] },
  rules: [
    healthRule,
    databaseUrl,
    ready,
    createRule('uses-the-database-of-the-url'),
    text,
    notesStatusMapRule,
    start,
    outage,
    hang,
    pool,
    persistenceRule,
    configurationRule,
    shutdownRule({
      inFlight: (draw) => postNote(draw.text(24)),
      endless: (draw) => postNote(draw.text(24)),
      rightStatus: 201,
      needs: ['answers-health', 'creates-a-note'],
    }),
    robustnessRule,
  ],
  statusTable: statusTable(notesStatusRows),
});
