import {
  answersHealthBesideMany,
  anyId,
  anyMessage,
  atOnceIsFine,
  check,
  createNote,
  getNote,
  unavailableWithin as limit,
  manyNotes,
  note,
  patiently,
  postNote,
  rule,
  slowest,
  tellsManyInTime,
  until,
} from '#graders';
import { lockAllTables } from './lock.ts';
import { allUnavailable, withoutLimit } from './unavailable.ts';

export default rule({
  id: 'hang',
  text:
    `A database that accepts connections and says nothing, or one in which a query waits for somebody’s lock, is answered for in the same way: 503 within ${limit}, for each of many requests at once. ` +
    'When it goes on, so does the server.',
  why: 'Down is the easy case: somebody says no. Without a limit of your own, what hangs takes your clients with it, one after the other.',
  checks: [
    tellsManyInTime({
      id: 'answers-503-while-the-database-hangs',
      title: `While the database hangs ${manyNotes} POST /notes at once are answered 503 within ${limit}`,
      hint: 'Give each wait a limit: acquire_timeout for the pool, tokio::time::timeout for the query. Requests that wait for each other add up.',
      begin: ({ database }) => database.hang(),
      withoutLimit,
    }),
    answersHealthBesideMany({
      id: 'answers-health-while-the-database-hangs',
      title: `While ${manyNotes} requests wait for a database that hangs, GET /health answers 200`,
      hint: 'Let the handler of /health ask nobody, and hold no lock over an await that all requests need.',
      begin: ({ database }) => database.hang(),
      end: ({ database }) => database.cut(),
    }),
    check({
      id: 'answers-503-while-a-query-waits',
      title: `While somebody holds a lock on the table POST /notes and GET /notes/{id} answer 503 within ${limit}, and 201 when it is free again`,
      hint: 'Limit the query as well as the wait for a connection: tokio::time::timeout around it, and statement_timeout in the options of the connection, so that the database gives up too. To see it, begin; lock table notes; in psql.',
      runs: 'own',
      needs: ['reads-one-note'],
      waitsMs: 1_000,
      given: (draw) => ({ before: draw.text(24), text: draw.text(24), after: draw.text(24) }),
      probe: async (tools, { before, text, after }) => {
        const made = await createNote(tools.http, before);
        await lockAllTables(tools.database);
        const waiting = [await tools.http.send(patiently(postNote(text))), await tools.http.send(patiently(getNote(made)))];
        await tools.database.query('rollback');
        return { waiting, after: await until(tools, postNote(after), 201) };
      },
      judge: ({ waiting, after }, given) => ({
        waiting: allUnavailable(waiting),
        after: note(after, 201, { text: given.after }),
      }),
      survives: [
        anyMessage,
        { ...anyId, mutant: '.after: body.id: *' },
        atOnceIsFine,
        { mutant: '.after: late', because: 'the probe asks no longer than it may take' },
        { mutant: '.after: header*', because: 'creates-a-note looks at the type' },
      ],
      measure: ({ waiting }) => slowest(waiting),
    }),
    check({
      id: 'works-after-a-hang',
      title: `When the database that hung goes on, POST /notes answers 201 within ${limit}`,
      hint: 'A connection that was given up on in the middle of a query keeps its place in the pool until it answers: close it.',
      runs: 'own',
      needs: ['answers-503-while-the-database-hangs'],
      waitsMs: 1_000,
      given: (draw) => ({ before: draw.text(24), texts: Array.from({ length: manyNotes }, () => draw.text(24)), after: draw.text(24) }),
      probe: async (tools, { before, texts, after }) => {
        await createNote(tools.http, before);
        await tools.database.hang();
        await tools.http.together(texts.map((text) => patiently(postNote(text))));
        await tools.database.serve();
        return until(tools, postNote(after), 201);
      },
      judge: (answer, { after }) => ({ note: note(answer, 201, { text: after }) }),
      survives: [anyId],
    }),
  ],
});
