import {
  configurationRule,
  createRule,
  exercise,
  healthRule,
  httpEnvironment,
  notesStatusMapRule,
  notesStatusRows,
  persistenceRule,
  postNote,
  robustnessRule,
  shutdownRule,
  sqliteEnvironment,
  statusTable,
} from '#graders';
import file from './rules/file.ts';
import lock from './rules/lock.ts';
import others from './rules/others.ts';
import ready from './rules/ready.ts';
import start from './rules/start.ts';
import text from './rules/text.ts';
import writers from './rules/writers.ts';

export default exercise({
  id: 'week3-connect-sqlite',
  title: 'Connect to a file: SQLite, its one writer at a time, and what to answer meanwhile',
  companions: ['sqlite'],
  boot: { ready: { kind: 'http', path: '/health' }, readyTimeoutMs: 5_000, environment: [...httpEnvironment, sqliteEnvironment] },
  rules: [
    healthRule,
    file,
    ready,
    createRule('uses-the-database-of-the-url'),
    others,
    text,
    notesStatusMapRule,
    start,
    lock,
    writers,
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
