import { anyPort, check, databaseUrlChecks, first, holds, rule } from '#graders';

const name = 'DATABASE_URL';
const watchMs = 700;

export default rule({
  id: 'database-url',
  text:
    `The database is the one in \`${name}\`, \`postgres://USER:PASSWORD@HOST:PORT/NAME\`. Where it is not set, empty or no such URL, the server ends at once with a non-zero exit code and a message that names \`${name}\`. ` +
    'The password in it is never printed.',
  why: 'A default is somebody’s real database, some day. And logs go to more people and places than any password should.',
  checks: [
    check({
      id: 'uses-the-database-of-the-url',
      title: `GET /notes/{id} and GET /ready ask the database in ${name}`,
      hint: `env::var("${name}") has it. A URL in the source, in a file or in a default leads to another database, or to none.`,
      runs: 'shared',
      needs: ['answers-health'],
      given: (draw) => ({ id: draw.integer(1, 90) }),
      probe: async ({ http, database }, { id }) => {
        await http.get(`/notes/${id}`);
        await http.get('/ready');
        const { opened } = await database.traffic();
        return { opened };
      },
      judge: ({ opened }) => ({
        connections: holds(opened >= 1, `a connection to the database in ${name}`, 'none since the start of the server'),
      }),
      survives: [{ mutant: '.opened: *', because: 'one connection is enough, and more are welcome' }],
    }),
    ...databaseUrlChecks(
      'Parse it into PgConnectOptions at the start. The error of the parser does not know which setting it read: add the name.',
    ),
    check({
      id: 'keeps-the-password-out-of-the-log',
      title: `The password in ${name} is in no line of output, whether the database is there or not`,
      hint: 'Look for the URL in a log line or in an error, and for a {config:?}: PgConnectOptions prints its password. Log get_host() and get_database() instead.',
      runs: 'shared',
      given: (draw) => ({
        user: draw.word(),
        password: `${draw.word()}${draw.integer(10_000, 99_999)}`,
        closed: draw.integer(1, 6),
        word: draw.word(),
      }),
      probe: async ({ server, database }, { user, password, closed, word }) => {
        const outputWith = async (changes: { readonly [name: string]: string }, secret: string) => {
          const { log } = await server.startWith({ PORT: anyPort, ...changes }, watchMs);
          return log.filter((line) => line.includes(secret));
        };
        return {
          down: await outputWith({ [name]: `postgres://${user}:${password}@127.0.0.1:${closed}/${word}` }, password),
          unusable: await outputWith({ [name]: `postgres://${user}:${password}@127.0.0.1:${word}/${word}` }, password),
          up: await outputWith({}, new URL(database.url).password),
        };
      },
      judge: ({ down, unusable, up }) => ({
        output: first([down, unusable, up].map((lines) => holds(lines.length === 0, 'no line with the password', lines.join('\n')))),
      }),
    }),
  ],
});
