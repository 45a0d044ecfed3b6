import {
  type Answer,
  answersHealthBesideMany,
  anyId,
  check,
  createNote,
  type Finding,
  getNote,
  holds,
  inTheCheck,
  json,
  known,
  late,
  unavailableWithin as limit,
  manyNotes,
  note,
  outcome,
  patiently,
  postNote,
  rule,
  status,
  tellsManyInTime,
  until,
} from '#graders';
import { unavailable, withoutLimit } from './unavailable.ts';

const ready = { method: 'GET', path: '/ready' };
const short = { ms: 300, atMostMs: 500, tries: 3 };
/** Words of drivers and databases, and of no sentence that is for a client. */
const inner = /sql|database (table )?is locked|unable to open|returned from database|\bpool|os error|timed out while|\bdata\.db/i;

export default rule({
  id: 'lock',
  text:
    'While somebody else holds the file, such as a backup, a shell or a second server, whoever has to write waits for it: for half a second at least. ' +
    `After that the answer is 503 \`unavailable\`, within ${limit} of the request, for each of many requests at once. What only reads is answered as ever, or in the same way. ` +
    'The answer tells nothing of the inside: no error of the driver, no SQL, no path. ' +
    `When the file is free, everything works within ${limit}, without a restart.`,
  why: '“database is locked” is what SQLite says when it has waited long enough, and by itself it does not wait at all. It is no fault of your program, it passes, and a 500 says the opposite.',
  checks: [
    check({
      id: 'waits-for-a-short-lock',
      title: `POST /notes while somebody holds the file for ${short.ms} ms answers 201`,
      hint: 'busy_timeout is how long SQLite tries again before it says “database is locked”. Half a second to a second is a good measure here; 0 is none at all.',
      runs: 'own',
      needs: ['reads-one-note', 'leaves-the-file-to-others'],
      waitsMs: short.ms,
      given: (draw) => ({ before: draw.text(24), text: draw.text(24) }),
      probe: async ({ http, sqlite, pause }, { before, text }) => {
        await createNote(http, before);
        for (let tried = 1; ; tried += 1) {
          await sqlite.lock();
          const since = performance.now();
          const answer = http.send(patiently(postNote(text)));
          await pause(short.ms);
          await sqlite.unlock();
          // On a machine that is busy it may have been held for longer than a server has to wait.
          if (performance.now() - since <= short.atMostMs || tried === short.tries) return answer;
          await answer;
        }
      },
      judge: (answer, { text }) => ({ note: inTheCheck(note(answer, 201, { text })) }),
      survives: [anyId],
    }),
    tellsManyInTime({
      id: 'answers-503-while-the-database-is-locked',
      title: `While somebody holds the file ${manyNotes} POST /notes at once are answered 503 within ${limit}`,
      hint: 'The results 5 (SQLITE_BUSY) and 6 (SQLITE_LOCKED) are a 503, and so is a pool that has no connection. A busy_timeout and an acquire_timeout of less than a second each keep the time.',
      needs: ['leaves-the-file-to-others'],
      begin: ({ sqlite }) => sqlite.lock(),
      withoutLimit,
    }),
    check({
      id: 'answers-reads-while-the-database-is-locked',
      title: `While somebody holds the file and others wait to write, GET /notes/{id} and GET /ready answer 200, or 503, within ${limit}`,
      hint: 'Where readers and writers share a pool, or a Mutex, readers stand in line behind those who wait for the lock.',
      runs: 'own',
      needs: ['reads-one-note', 'answers-ready', 'leaves-the-file-to-others'],
      waitsMs: 1_000,
      given: (draw) => ({ before: draw.text(24), texts: Array.from({ length: 10 }, () => draw.text(24)) }),
      probe: async ({ http, sqlite, pause }, { before, texts }) => {
        const made = await createNote(http, before);
        await sqlite.lock();
        const writing = http.together(texts.map((text) => patiently(postNote(text))));
        await pause(100);
        const [read, well] = [await http.send(patiently(getNote(made))), await http.send(patiently(ready))];
        await sqlite.unlock();
        await writing;
        return { made, read, well };
      },
      judge: ({ made, read, well }) => ({
        note: isRefusal(read) ? unavailable(read) : (note(read, 200, known(made)) ?? late(read)),
        ready: isRefusal(well) ? unavailable(well) : (status(well, 200) ?? json(well, { status: 'ready' }) ?? late(well)),
      }),
    }),
    answersHealthBesideMany({
      id: 'answers-health-while-the-database-is-locked',
      title: `While ${manyNotes} requests wait for a file that somebody holds, GET /health answers 200`,
      hint: 'Let the handler of /health ask nobody. A driver that blocks, such as rusqlite, belongs into spawn_blocking: in a handler it takes the thread that /health would run on.',
      needs: ['creates-a-note', 'leaves-the-file-to-others'],
      // Who has not opened the file yet would wait for that.
      begin: async ({ http, sqlite }, text) => {
        await createNote(http, text);
        await sqlite.lock();
      },
      end: ({ sqlite }) => sqlite.unlock(),
    }),
    check({
      id: 'keeps-the-inside-to-itself',
      title: 'An answer while somebody holds the file holds no word of SQL, of the driver or of where the file is',
      hint: 'Log the error that you got, with its source, and give the client a sentence of your own.',
      runs: 'own',
      needs: ['creates-a-note', 'leaves-the-file-to-others'],
      waitsMs: 1_000,
      given: (draw) => ({ before: draw.text(24), text: draw.text(24) }),
      probe: async ({ http, sqlite }, { before, text }) => {
        await createNote(http, before);
        await sqlite.lock();
        return http.send(patiently(postNote(text)));
      },
      judge: (answer) => ({ words: tellsNothing(answer) }),
      survives: [
        { mutant: '*status *', because: 'answers-503-while-the-database-is-locked looks at the status' },
        { mutant: '*body*', because: 'what is no word of the inside is for other checks' },
      ],
    }),
    check({
      id: 'works-when-the-lock-is-free',
      title: `When the file is free again POST /notes answers 201 within ${limit}, and a note from before is there`,
      hint: 'Look for a flag that stays at “down”, and for a connection that is never given back to the pool.',
      runs: 'own',
      needs: ['answers-503-while-the-database-is-locked'],
      waitsMs: 1_000,
      given: (draw) => ({ before: draw.text(24), meanwhile: Array.from({ length: 10 }, () => draw.text(24)), after: draw.text(24) }),
      probe: async (tools, { before, meanwhile, after }) => {
        const made = await createNote(tools.http, before);
        await tools.sqlite.lock();
        await tools.http.together(meanwhile.map((text) => patiently(postNote(text))));
        await tools.sqlite.unlock();
        const again = await until(tools, postNote(after), 201);
        return { made, again, read: await tools.http.send(getNote(made)) };
      },
      judge: ({ made, again, read }, { after }) => ({ again: note(again, 201, { text: after }), before: note(read, 200, known(made)) }),
      survives: [{ ...anyId, mutant: '.again: body.id: *' }],
    }),
  ],
});

function isRefusal(answer: Answer): boolean {
  return answer.kind === 'answer' && answer.status === 503;
}

function tellsNothing(answer: Answer): Finding | undefined {
  if (answer.kind !== 'answer') return { expected: ['an answer'], actual: outcome(answer) };
  const [word] = inner.exec(answer.body) ?? [];
  return holds(word === undefined, 'an error without a word of the inside', `“${word}” in ${answer.body}`);
}
