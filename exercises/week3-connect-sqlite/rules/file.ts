import { check, databaseUrlChecks, type Finding, first, holds, inTheCheck, note, postNote, rule, type Tools } from '#graders';

const name = 'DATABASE_URL';
const written = 3;

type Counted = Awaited<ReturnType<Tools['sqlite']['rows']>>;

export default rule({
  id: 'file',
  text:
    `The database is the SQLite file in \`${name}\`, \`sqlite://PATH\`. A file that is not there is created. ` +
    'It is not the server’s alone: other programs read it and write to it while the server runs. ' +
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
      judge: (seen) => ({
        table: counted(seen, seen.kind === 'counted' && seen.tables >= 1, 'a table in the file', 'a file without a table'),
      }),
      survives: [
        { mutant: '.tables: *', because: 'one table is enough, and more are welcome' },
        { mutant: '.rows: *', because: 'there need be no note yet' },
      ],
    }),
    check({
      id: 'keeps-notes-in-the-file',
      title: `What POST /notes answered with 201 can be read in the file by another program`,
      hint: 'Write to the database before you answer. Notes in a Vec or a HashMap, or in sqlite::memory:, are in no file.',
      runs: 'own',
      needs: ['creates-a-note'],
      given: (draw) => ({ texts: Array.from({ length: written }, () => draw.text(24)) }),
      probe: async ({ http, sqlite }, { texts }) => {
        const answers = [];
        const before = await sqlite.rows();
        for (const text of texts) answers.push(await http.send(postNote(text)));
        return { answers, before, after: await sqlite.rows() };
      },
      judge: ({ answers, before, after }, { texts }) => ({
        answers: first(answers.map((answer, at) => inTheCheck(note(answer, 201, { text: texts[at] ?? '' })))),
        rows: counted(
          after,
          rowsOf(after) - rowsOf(before) >= written,
          `${written} rows more`,
          `${rowsOf(after) - rowsOf(before)} rows more`,
        ),
      }),
    }),
    check({
      id: 'creates-a-missing-file',
      title: `Where the file in ${name} is not there yet, POST /notes makes it and answers 201`,
      hint: 'SqliteConnectOptions opens no file that is not there: say create_if_missing(true), or put ?mode=rwc behind the path.',
      runs: 'own',
      database: 'no file',
      needs: ['creates-a-note'],
      given: (draw) => ({ text: draw.text(24) }),
      probe: async ({ http, sqlite }, { text }) => ({ answer: await http.send(postNote(text)), seen: await sqlite.rows() }),
      judge: ({ answer, seen }, { text }) => ({
        note: inTheCheck(note(answer, 201, { text })),
        rows: counted(seen, rowsOf(seen) >= 1, 'a row in the file', 'a file without a row'),
      }),
    }),
    check({
      id: 'leaves-the-file-to-others',
      title: 'Between two requests another program can lock the whole file',
      hint: 'Look for a transaction that is never ended, a statement that is not read to its end, and for locking_mode exclusive.',
      runs: 'own',
      needs: ['creates-a-note'],
      given: (draw) => ({ text: draw.text(24) }),
      probe: async ({ http, sqlite }, { text }) => {
        await http.send(postNote(text));
        return sqlite.lock();
      },
      judge: (seen) => ({
        lock: holds(seen.kind === 'held', 'a file that another program can lock', seen.kind === 'held' ? '' : `SQLite says: ${seen.why}`),
      }),
    }),
    ...databaseUrlChecks(
      'SqliteConnectOptions takes any word for the name of a file, and an empty one for a database that is gone when it is closed. Look for sqlite: yourself, before you parse it.',
    ),
  ],
});

function counted(seen: Counted, isRight: boolean, expected: string, otherwise: string): Finding | undefined {
  return holds(isRight, expected, seen.kind === 'counted' ? otherwise : `SQLite says: ${seen.why}`);
}

function rowsOf(seen: Counted): number {
  return seen.kind === 'counted' ? seen.rows : 0;
}
