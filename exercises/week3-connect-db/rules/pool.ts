import {
  anyId,
  check,
  createNote,
  first,
  getNote,
  givesEachWriterItsOwnId,
  holds,
  inTheCheck,
  late,
  unavailableWithin as limit,
  manyNotes,
  note,
  parsed,
  patiently,
  rule,
  slowMs,
  unhurried,
} from '#graders';
import { lockAllTables } from './lock.ts';

const most = 10;
const reads = 10;
const inARow = 30;
const gatherMs = 250;
const lostOnes =
  'For a 500 see the log, which names the constraint that was broken. One of pg_type or pg_class: “create table if not exists” came from several connections at once, so let one in after the other, with pg_advisory_xact_lock. The primary key: you count the ids yourself. A 503: acquire_timeout is too short for who waits in line.';

export default rule({
  id: 'pool',
  text:
    `The server has at most ${most} connections to its database at any moment, however many requests come, and uses them again and again. ` +
    `Of ${manyNotes} notes that are created at once each is kept, with an id of its own. ` +
    `While the database takes ${slowMs} ms for each of its answers, ${reads} reads at once are answered within ${limit}: side by side, over connections that there are already.`,
  why: 'A connection is a process on the other side, and there is room for about a hundred. Who takes what they like brings down everybody else’s service as well.',
  checks: [
    check({
      id: 'shares-a-few-connections',
      title: `${manyNotes} notes created at once on a fresh database are all answered 201, over at most ${most} connections`,
      hint: `PgPoolOptions::max_connections(${most}): who comes when all are in use waits for one, for as long as acquire_timeout says.`,
      runs: 'own',
      needs: ['creates-a-note'],
      waitsMs: gatherMs,
      given: (draw) => ({ texts: Array.from({ length: manyNotes }, () => draw.text(24)) }),
      probe: async ({ http, database, pause }, { texts }) => {
        // Whoever makes the table now has seen that there is none, and waits beside the others.
        await database.query('begin');
        await database.query('lock table pg_class in share mode');
        const creating = http.together(texts.map(unhurried));
        await pause(gatherMs);
        await database.query('rollback');
        const answers = await creating;
        const { mostOpen } = await database.traffic();
        return { answers, tooMany: Math.max(0, mostOpen - most) };
      },
      judge: ({ answers, tooMany }, { texts }) => ({
        answers: inTheCheck(first(answers.map((answer, at) => note(answer, 201, { text: texts[at] ?? '' }))), lostOnes),
        connections: holds(tooMany === 0, `at most ${most} connections at once`, `${most + tooMany} connections at once`),
      }),
      survives: [anyId],
    }),
    check({
      id: 'reuses-connections',
      title: `${inARow} requests one after the other open at most ${most} connections`,
      hint: 'Make the pool once, in main, and give it to the handlers as State. PgConnection::connect in a handler opens one each time.',
      runs: 'own',
      needs: ['reads-one-note'],
      given: (draw) => ({ texts: Array.from({ length: inARow / 2 }, () => draw.text(24)) }),
      probe: async ({ http, database }, { texts }) => {
        for (const text of texts) await http.send(getNote(await createNote(http, text)));
        const { opened } = await database.traffic();
        return { opened };
      },
      judge: ({ opened }) => ({
        connections: holds(opened >= 1 && opened <= most, `1 to ${most} connections opened`, `${opened} connections opened`),
      }),
      survives: [{ mutant: '.opened: one more', because: 'a server may open more than one' }],
    }),
    check({
      id: 'reads-side-by-side',
      title: `While each answer of the database takes ${slowMs} ms, ${reads} GET /notes/{id} at once are answered 200 within ${limit}`,
      hint: 'Let each request have a connection of its own from the pool. Behind a Mutex, or with max_connections(1), they wait for each other, and each pays for all before it.',
      runs: 'own',
      needs: ['reads-one-note', 'shares-a-few-connections'],
      waitsMs: gatherMs + 4 * slowMs,
      given: (draw) => ({ texts: Array.from({ length: reads }, () => draw.text(24)) }),
      probe: async ({ http, database, pause }, { texts }) => {
        const made = await http.together(texts.map(unhurried));
        const reading = made.map((answer) => patiently(getNote(parsed(answer))));
        // While all of them wait, the pool opens what it may: to open a connection takes many answers.
        await lockAllTables(database);
        const gathered = http.together(reading);
        await pause(gatherMs);
        await database.query('rollback');
        await gathered;
        await database.slow();
        return http.together(reading);
      },
      judge: (answers, { texts }) => ({
        notes: inTheCheck(first(answers.map((answer, at) => note(answer, 200, { text: texts[at] ?? '' }) ?? late(answer)))),
      }),
      survives: [anyId],
    }),
    givesEachWriterItsOwnId(
      'Let the database count: “id bigint generated always as identity”, and “returning id”. Between max(id) and your insert comes somebody else’s.',
    ),
  ],
});
