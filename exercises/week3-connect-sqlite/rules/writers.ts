import {
  type Answer,
  anyId,
  check,
  createNote,
  type Finding,
  first,
  getNote,
  givesEachWriterItsOwnId,
  holds,
  inTheCheck,
  type Json,
  note,
  parsed,
  patiently,
  postNote,
  rule,
  unhurried,
} from '#graders';
import { unavailable } from './unavailable.ts';

const atOnce = 60;
const readMs = 1_200;

export default rule({
  id: 'writers',
  text:
    `A SQLite file has one writer at a time, and to keep your own in line is your server’s affair: of ${atOnce} notes that are created at once, on a database that is new, each is answered 201 and kept, with an id of its own. ` +
    'What is answered 201 is in the file by then, whoever reads it meanwhile.',
  why: 'In a test by hand there is one request. With the first busy minute come collisions, and then one client in ten is told of a failure that was none.',
  checks: [
    check({
      id: 'keeps-every-note-of-many-writers',
      title: `${atOnce} notes created at once on a fresh database are all answered 201, and are in the file`,
      hint: 'For a 500 or a 503 see the log: “database is locked” at once, in spite of a busy_timeout, is a transaction that read first and then wants to write. Begin it with “begin immediate”, or let one statement do all. A 503 now and then: your connections try for the lock in no order, so let one write after the other, such as by a pool of one.',
      runs: 'own',
      needs: ['creates-a-note'],
      given: (draw) => ({ texts: Array.from({ length: atOnce }, () => draw.text(24)) }),
      probe: async ({ http, sqlite }, { texts }) => {
        const answers = await http.together(texts.map(unhurried));
        const seen = await sqlite.rows();
        return { answers, missing: Math.max(0, texts.length - (seen.kind === 'counted' ? seen.rows : 0)) };
      },
      judge: ({ answers, missing }, { texts }) => ({
        answers: first(answers.map((answer, at) => inTheCheck(note(answer, 201, { text: texts[at] ?? '' })))),
        rows: holds(missing === 0, `${texts.length} rows in the file`, `${texts.length - missing} rows in the file`),
      }),
      survives: [anyId],
    }),
    givesEachWriterItsOwnId(
      'Let the database count: “id integer primary key”, and “returning id”. Between max(id) and your insert comes somebody else’s. A 503 now and then: your own connections try for the lock in no order, and the unlucky one in vain, so let one write after the other.',
    ),
    check({
      id: 'promises-only-what-is-kept',
      title: 'POST /notes while somebody reads in the file answers 201 with a note that is there afterwards, or 503',
      hint: 'With “insert … returning” the row comes before the commit, and in SQLite’s usual journal the commit waits for readers and may fail. Commit a transaction of your own before you answer, or use journal_mode(Wal), where nobody waits for readers.',
      runs: 'own',
      needs: ['reads-one-note', 'leaves-the-file-to-others'],
      waitsMs: readMs,
      given: (draw) => ({ before: draw.text(24), text: draw.text(24) }),
      probe: async (tools, { before, text }) => {
        const { http, sqlite, pause } = tools;
        await createNote(http, before);
        await sqlite.read();
        const made = await http.send(patiently(postNote(text)));
        // What the server still does for this note is over by then.
        await pause(readMs);
        await sqlite.unlock();
        const id: Json | undefined = parsed(made);
        return { made, read: made.kind === 'answer' && made.status === 201 ? await http.send(patiently(getNote(id))) : null };
      },
      judge: ({ made, read }, { text }) => ({
        answer: inTheCheck(promised(made, text)),
        note: read === null ? undefined : inTheCheck(note(read, 200, { text })),
      }),
      survives: [anyId],
    }),
  ],
});

function promised(answer: Answer, text: string): Finding | undefined {
  return answer.kind === 'answer' && answer.status === 503 ? unavailable(answer) : note(answer, 201, { text });
}
