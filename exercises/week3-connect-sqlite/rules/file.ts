import { bodyIsOpen, check, databaseUrlChecks, type Finding, holds, inTheCheck, rule, status, type Tools } from '#graders';

const name = 'DATABASE_URL';
const anyCounts = [
  { mutant: '*.tables: *', because: 'one table is enough, and more are welcome' },
  { mutant: '*.rows: *', because: 'there need be no note yet' },
];

export default rule({
  id: 'file',
  text:
    `The database is the SQLite file in \`${name}\`, \`sqlite://PATH\`. A file that is not there is created. ` +
    `Where \`${name}\` is not set, empty or does not begin with \`sqlite:\`, the server ends at once with a non-zero exit code and a message that names \`${name}\`.`,
  why: 'Whoever makes the backup, moves the service or mounts its disk knows this path and no other. What is kept elsewhere is lost, and found out on the worst day.',
  checks: [
    check({
      id: 'uses-the-database-of-the-url',
      title: `After GET /notes/{id} and GET /ready there is a table in the file of ${name}`,
      hint: `env::var("${name}") has the path. Look for sqlite::memory:, and for a file that is named in the source or by a default.`,
      runs: 'own',
      needs: ['answers-health'],
      given: (draw) => ({ id: draw.integer(1, 90) }),
      probe: async ({ http, sqlite }, { id }) => {
        await http.get(`/notes/${id}`);
        await http.get('/ready');
        return sqlite.rows();
      },
      judge: (seen) => ({ table: hasTable(seen) }),
      survives: anyCounts,
    }),
    check({
      id: 'creates-a-missing-file',
      title: `Where the file in ${name} is not there yet, GET /notes/{id} answers 404, and then there is a file with a table`,
      hint: 'SqliteConnectOptions opens no file that is not there: say create_if_missing(true), or put ?mode=rwc behind the path.',
      runs: 'own',
      database: 'no file',
      needs: ['uses-the-database-of-the-url'],
      given: (draw) => ({ id: draw.integer(1, 90) }),
      probe: async ({ http, sqlite }, { id }) => ({ answer: await http.get(`/notes/${id}`), seen: await sqlite.rows() }),
      judge: ({ answer, seen }) => ({ status: inTheCheck(status(answer, 404)), table: hasTable(seen) }),
      survives: [bodyIsOpen, ...anyCounts],
    }),
    ...databaseUrlChecks(
      'SqliteConnectOptions takes any word for the name of a file, and an empty one for a database that is gone when it is closed. Look for sqlite: yourself, before you parse it.',
    ),
  ],
});

function hasTable(seen: Awaited<ReturnType<Tools['sqlite']['rows']>>): Finding | undefined {
  const isThere = seen.kind === 'counted' && seen.tables >= 1;
  return holds(isThere, 'a table in the file', seen.kind === 'counted' ? 'a file without a table' : `SQLite says: ${seen.why}`);
}
