import { unavailableWithin as limit, rule, startChecks } from '#graders';
import { withoutLimit } from './unavailable.ts';

export default rule({
  id: 'start',
  text:
    'The server starts whether its file can be had or not, and makes its table itself. ' +
    'Where the folder of the file is not there yet, or somebody holds the file, it answers, with 503 where it needs the file. ' +
    `When the folder comes, or the file is free, it works within ${limit}, without a restart.`,
  why: 'A disk is mounted later than your program is started, and a migration or a backup may have the file just then. A server that gives up is one more thing to be looked after by hand.',
  checks: [
    ...startChecks({
      atBoot: 'no folder',
      needs: [],
      come: ({ sqlite }) => sqlite.mount(),
      withoutLimit,
      without: {
        id: 'starts-without-the-database',
        title:
          'A server that is started before the folder of its file is there answers: GET /health 200, POST /notes and GET /notes/{id} 503',
        hint: 'SqlitePool::connect(…).await wants the file at once. SqlitePoolOptions::connect_lazy_with opens it when it is first needed. “unable to open database file” is code 14: map it to 503.',
      },
      after: {
        id: 'works-when-the-database-comes',
        title: `A server that is started before the folder of its file is there answers POST /notes with 201 within ${limit} after it came`,
        hint: 'Make the table once there is a connection, such as in SqlitePoolOptions::after_connect. At the start there may be no file to make it in.',
      },
    }),
    ...startChecks({
      atBoot: 'locked',
      needs: ['leaves-the-file-to-others'],
      come: ({ sqlite }) => sqlite.unlock(),
      withoutLimit,
      without: {
        id: 'starts-while-the-database-is-locked',
        title: 'A server that is started while somebody holds its file answers: GET /health 200, POST /notes and GET /notes/{id} 503',
        hint: 'A pragma or a “create table” at the start waits for the lock, and then fails. Connect lazily, and give up on nothing but the request.',
      },
      after: {
        id: 'works-after-a-lock-at-the-start',
        title: `A server that is started while somebody holds its file answers POST /notes with 201 within ${limit} after it is free`,
        hint: 'What could not be done at the start is to be done later: make the table whenever a connection is opened, and if it failed, the next time.',
      },
    }),
  ],
});
