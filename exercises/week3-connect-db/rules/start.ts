import { check, json, jsonType, rule, status } from '#graders';
import { anyId, inTheCheck, note, postNote } from './note.ts';
import { anyMessage } from './refusal.ts';
import { allUnavailable, atOnceIsFine, limit, patiently, slowest, until } from './unavailable.ts';

export default rule({
  id: 'start',
  text:
    'The server starts whether its database is there or not, and makes its table itself. ' +
    `Without the database it answers, with 503 where it needs it. When the database comes, it works within ${limit}, without a restart.`,
  why: 'After a power cut everything starts at once, and the database is the slowest. A server that gives up, or waits in silence, is one more thing to be looked after by hand.',
  checks: [
    check({
      id: 'starts-without-the-database',
      title: 'A server that is started while the database is down answers: GET /health 200, POST /notes and GET /notes/{id} 503',
      hint: 'PgPool::connect(…).await wants the database at once. PgPoolOptions::connect_lazy_with connects when it is first needed.',
      runs: 'own',
      database: 'refuses',
      needs: ['answers-health', 'uses-the-database-of-the-url'],
      waitsMs: 1_000,
      given: (draw) => ({ text: draw.text(24), id: draw.integer(1, 90) }),
      probe: async ({ http }, { text, id }) => ({
        health: await http.get('/health'),
        notes: [await http.send(patiently(postNote(text))), await http.send(patiently({ method: 'GET', path: `/notes/${id}` }))],
      }),
      judge: ({ health, notes }) => ({
        health: status(health, 200) ?? jsonType(health) ?? json(health, { status: 'ok' }),
        notes: allUnavailable(notes),
      }),
      survives: [anyMessage, atOnceIsFine, { mutant: '.health: late', because: 'how long it takes matters where there is no database' }],
      measure: ({ notes }) => slowest(notes),
    }),
    check({
      id: 'works-when-the-database-comes',
      title: `A server that is started while the database is down answers POST /notes with 201 within ${limit} after it came`,
      hint: 'Make the table once there is a connection, such as in PgPoolOptions::after_connect. At the start there may be no database to make it in.',
      runs: 'own',
      database: 'refuses',
      needs: ['creates-a-note', 'starts-without-the-database'],
      waitsMs: 1_000,
      given: (draw) => ({ early: draw.text(24), late: draw.text(24) }),
      probe: async (tools, { early, late }) => {
        await tools.http.send(patiently(postNote(early)));
        await tools.database.serve();
        return until(tools, postNote(late), 201);
      },
      judge: (answer, { late }) => ({ note: inTheCheck(note(answer, 201, { text: late })) }),
      survives: [anyId],
    }),
  ],
});
