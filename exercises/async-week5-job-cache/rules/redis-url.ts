import { check, described, type ExitSeen, type Finding, first, holds, nothing, rule } from '#graders';

type Started = ExitSeen & { readonly log: readonly string[] };

const name = 'REDIS_URL';
/** The server under test has its own. */
const anyPort = '0';
const startMs = 2_000;
const watchMs = 700;

const anyEnd = [
  { mutant: '*exit code * → 1*', because: 'any code but 0 is right' },
  { mutant: '*exit * → SIG*', because: 'a program may abort, if it says why' },
  { mutant: '*.log: first line twice', because: 'a message may be said twice' },
];

export default rule({
  id: 'redis-url',
  text:
    `Redis is the one in \`${name}\`, \`redis://USER:PASSWORD@HOST:PORT/NUMBER\`. Where it is not set, empty or no such URL, the server ends at once with a non-zero exit code and a message that names \`${name}\`. ` +
    'The password in it is never printed.',
  why: 'A default is somebody’s real queue, some day. And logs go to more people and places than any password should.',
  checks: [
    check({
      id: 'uses-the-redis-of-the-url',
      title: `GET /ready asks the Redis in ${name}`,
      hint: `env::var("${name}") has it. A URL in the source, in a file or in a default leads to another Redis, or to none.`,
      runs: 'shared',
      needs: ['answers-health'],
      given: nothing,
      probe: async ({ http, redis }) => {
        await http.get('/ready');
        const { opened } = await redis.traffic();
        return { opened };
      },
      judge: ({ opened }) => ({
        connections: holds(opened >= 1, `a connection to the Redis in ${name}`, 'none since the start of the server'),
      }),
      survives: [{ mutant: '.opened: *', because: 'one connection is enough, and more are welcome' }],
    }),
    check({
      id: 'refuses-an-unusable-redis-url',
      title: `${name} missing, empty or <a word> ends the program with a non-zero code and a message that names ${name}`,
      hint: 'Parse it at the start, without a default, before you open the port: Client::open(url) does. The error of the parser does not know which setting it read: add the name.',
      runs: 'shared',
      given: (draw) => ({ word: draw.word() }),
      probe: async ({ server }, { word }) => [
        await server.startWith({ PORT: anyPort, [name]: null }, startMs),
        await server.startWith({ PORT: anyPort, [name]: '' }, startMs),
        await server.startWith({ PORT: anyPort, [name]: word }, startMs),
      ],
      judge: (seen) => ({ exit: first(seen.map(endedBadly)), message: first(seen.map(named)) }),
      survives: anyEnd,
    }),
    check({
      id: 'keeps-the-password-out-of-the-log',
      title: `The password in ${name} is in no line of output, whether Redis is there or not`,
      hint: 'Look for the URL in a log line or in an error. Log the address of the connection info instead.',
      runs: 'shared',
      given: (draw) => ({
        user: draw.word(),
        password: `${draw.word()}${draw.integer(10_000, 99_999)}`,
        closed: draw.integer(1, 6),
        word: draw.word(),
      }),
      probe: async ({ server, redis }, { user, password, closed, word }) => {
        const outputWith = async (changes: { readonly [name: string]: string }, secret: string) => {
          const { log } = await server.startWith({ PORT: anyPort, ...changes }, watchMs);
          return log.filter((line) => line.includes(secret));
        };
        return {
          down: await outputWith({ [name]: `redis://${user}:${password}@127.0.0.1:${closed}/0` }, password),
          unusable: await outputWith({ [name]: `redis://${user}:${password}@127.0.0.1:${word}/0` }, password),
          up: await outputWith({}, new URL(redis.url).password),
        };
      },
      judge: ({ down, unusable, up }) => ({
        output: first([down, unusable, up].map((lines) => holds(lines.length === 0, 'no line with the password', lines.join('\n')))),
      }),
    }),
  ],
});

function endedBadly(seen: Started): Finding | undefined {
  return holds(seen.kind === 'exited' && seen.code !== 0, 'a non-zero exit code', described(seen));
}

function named(seen: Started): Finding | undefined {
  return holds(
    seen.kind === 'running' || seen.log.some((line) => line.includes(name)),
    `output that names ${name}`,
    seen.log.length === 0 ? 'no output' : seen.log.join('\n'),
  );
}
