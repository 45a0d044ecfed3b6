import {
  type Answer,
  anyId,
  anyMessage,
  atOnceIsFine,
  check,
  createNote,
  type Finding,
  first,
  getNote,
  holds,
  known,
  unavailableWithin as limit,
  note,
  outcome,
  patiently,
  postNote,
  rule,
  slowest,
  until,
} from '#graders';
import { allUnavailable } from './unavailable.ts';

const pooled = 10;
const asksAfterCut = 12;
/** Words of drivers, databases and networks, and of no sentence that is for a client. */
const inner =
  /sql|postgres|relation|\bpool|os error|connection refused|reset by|broken pipe|\btls\b|timed out while|127\.0\.0|0\.0\.0\.0|localhost|:\d{4,5}\b/i;

export default rule({
  id: 'outage',
  text:
    `While the database is down, what needs it is answered 503 \`unavailable\` within ${limit}. The answer tells nothing of the inside: no error of the driver, no SQL, no host, port or user. ` +
    `When the database is back, everything works within ${limit}, without a restart. Connections that were cut while they were idle are noticed before they are used.`,
  why: 'Databases are restarted, updated and moved, mostly at night. A service that comes back by itself lets somebody sleep.',
  checks: [
    check({
      id: 'answers-503-while-the-database-is-down',
      title: `While the database is down POST /notes and GET /notes/{id} answer 503 within ${limit}`,
      hint: 'sqlx waits 30 s for a connection unless you say acquire_timeout. Map what comes then, and I/O errors, to 503: a 500 says that your program is at fault.',
      runs: 'own',
      needs: ['reads-one-note'],
      waitsMs: 1_000,
      given: (draw) => ({ before: draw.text(24), text: draw.text(24) }),
      probe: async ({ http, database }, { before, text }) => {
        const made = await createNote(http, before);
        await database.refuse();
        return [await http.send(patiently(postNote(text))), await http.send(patiently(getNote(made)))];
      },
      judge: (answers) => ({ answers: allUnavailable(answers) }),
      survives: [anyMessage, atOnceIsFine],
      measure: slowest,
    }),
    check({
      id: 'keeps-the-inside-to-itself',
      title: 'An answer without the database holds no word of SQL, of the driver or of where the database is',
      hint: 'Log the error that you got, with its source, and give the client a sentence of your own.',
      runs: 'own',
      needs: ['creates-a-note'],
      waitsMs: 1_000,
      given: (draw) => ({ text: draw.text(24) }),
      probe: async ({ http, database }, { text }) => {
        await database.refuse();
        return [await http.send(patiently(postNote(text))), await http.send(patiently({ method: 'GET', path: '/ready' }))];
      },
      judge: (answers) => ({ words: first(answers.map(tellsNothing)) }),
      survives: [
        { mutant: '*status *', because: 'answers-503-while-the-database-is-down looks at the status' },
        { mutant: '*body*', because: 'what is no word of the inside is for other checks' },
      ],
    }),
    check({
      id: 'works-when-the-database-is-back',
      title: `When the database is back POST /notes answers 201 within ${limit}, and a note from before is there`,
      hint: 'Let the pool open new connections. One connection that you opened yourself and kept is gone with the database.',
      runs: 'own',
      needs: ['answers-503-while-the-database-is-down'],
      waitsMs: 1_000,
      given: (draw) => ({ before: draw.text(24), meanwhile: draw.text(24), after: draw.text(24) }),
      probe: async (tools, { before, meanwhile, after }) => {
        const made = await createNote(tools.http, before);
        await tools.database.refuse();
        await tools.http.send(patiently(postNote(meanwhile)));
        await tools.database.serve();
        const again = await until(tools, postNote(after), 201);
        return { made, again, read: await tools.http.send(getNote(made)) };
      },
      judge: ({ made, again, read }, { after }) => ({ again: note(again, 201, { text: after }), before: note(read, 200, known(made)) }),
      survives: [{ ...anyId, mutant: '.again: body.id: *' }],
    }),
    check({
      id: 'notices-cut-connections',
      title: `When all idle connections were cut, the next ${asksAfterCut} requests are answered 201 and 200 as ever`,
      hint: 'The pool asks a connection whether it lives before it hands it out, unless test_before_acquire(false) tells it not to. A connection of your own needs as much.',
      runs: 'own',
      needs: ['reads-one-note'],
      given: (draw) => ({
        first: draw.text(24),
        before: Array.from({ length: pooled }, () => draw.text(24)),
        after: Array.from({ length: asksAfterCut / 2 }, () => draw.text(24)),
      }),
      probe: async ({ http, database }, { first, before, after }) => {
        const made = await createNote(http, first);
        await http.together(before.map(postNote));
        await database.cut();
        const [written, read]: [Answer[], Answer[]] = [[], []];
        for (const text of after) {
          written.push(await http.send(patiently(postNote(text))));
          read.push(await http.send(patiently(getNote(made))));
        }
        return { made, written, read };
      },
      judge: ({ made, written, read }, { after }) => ({
        written: first(written.map((answer, at) => note(answer, 201, { text: after[at] ?? '' }))),
        read: first(read.map((answer) => note(answer, 200, known(made)))),
      }),
      survives: [{ ...anyId, mutant: '.written*body.id: *' }],
    }),
  ],
});

function tellsNothing(answer: Answer): Finding | undefined {
  if (answer.kind !== 'answer') return { expected: ['an answer'], actual: outcome(answer) };
  const [word] = inner.exec(answer.body) ?? [];
  return holds(word === undefined, 'an error without a word of the inside', `“${word}” in ${answer.body}`);
}
