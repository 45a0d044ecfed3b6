import { type Answer, anyId, check, type Finding, first, holds, inTheCheck, note, postNote, rule, type Tools } from '#graders';

type Counted = Awaited<ReturnType<Tools['sqlite']['rows']>>;

const written = 3;

export default rule({
  id: 'others',
  text:
    'The file is not the server’s alone: other programs read it and write to it while the server runs. ' +
    'Between two requests nothing in it is held, and what was answered 201 can be read there by everybody.',
  why: 'This is how backups are made, how reports are written, and how you look in with a shell at night. It is also how two versions of a server stand side by side for a moment, at each deployment.',
  checks: [
    check({
      id: 'keeps-notes-in-the-file',
      title: 'What POST /notes answered 201 can be read in the file by another program',
      hint: 'Write to the database before you answer. Notes in a Vec or a HashMap, or in sqlite::memory:, are in no file.',
      runs: 'own',
      needs: ['creates-a-note'],
      given: (draw) => ({ texts: Array.from({ length: written }, () => draw.text(24)) }),
      probe: async ({ http, sqlite }, { texts }) => {
        const answers: Answer[] = [];
        const before = await sqlite.rows();
        for (const text of texts) answers.push(await http.send(postNote(text)));
        return { answers, before: before.kind === 'counted' ? before.rows : 0, after: await sqlite.rows() };
      },
      judge: ({ answers, before, after }, { texts }) => ({
        answers: first(answers.map((answer, at) => inTheCheck(note(answer, 201, { text: texts[at] ?? '' })))),
        rows: rowsMore(after, before),
      }),
      survives: [
        anyId,
        { mutant: '.after.tables: *', because: 'how many tables there are is open' },
        { mutant: '.after.rows: *', because: 'a note may be more than one row, such as in a table of words' },
      ],
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
        lock: seen.kind === 'held' ? undefined : { expected: ['a file that another program can lock'], actual: `SQLite says: ${seen.why}` },
      }),
    }),
  ],
});

function rowsMore(after: Counted, before: number): Finding | undefined {
  const seen = after.kind === 'counted' ? `${after.rows - before} rows more` : `SQLite says: ${after.why}`;
  return holds(after.kind === 'counted' && after.rows - before >= written, `${written} rows more in the file`, seen);
}
