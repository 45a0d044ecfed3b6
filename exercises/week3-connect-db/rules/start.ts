import { unavailableWithin as limit, rule, startChecks } from '#graders';
import { withoutLimit } from './unavailable.ts';

export default rule({
  id: 'start',
  text:
    'The server starts whether its database is there or not, and makes its table itself. ' +
    `Without the database it answers, with 503 where it needs it. When the database comes, it works within ${limit}, without a restart.`,
  why: 'After a power cut everything starts at once, and the database is the slowest. A server that gives up, or waits in silence, is one more thing to be looked after by hand.',
  checks: startChecks({
    atBoot: 'refuses',
    needs: ['uses-the-database-of-the-url'],
    come: ({ database }) => database.serve(),
    withoutLimit,
    without: {
      id: 'starts-without-the-database',
      title: 'A server that is started while the database is down answers: GET /health 200, POST /notes and GET /notes/{id} 503',
      hint: 'PgPool::connect(…).await wants the database at once. PgPoolOptions::connect_lazy_with connects when it is first needed.',
    },
    after: {
      id: 'works-when-the-database-comes',
      title: `A server that is started while the database is down answers POST /notes with 201 within ${limit} after it came`,
      hint: 'Make the table once there is a connection, such as in PgPoolOptions::after_connect. At the start there may be no database to make it in.',
    },
  }),
});
