import { check, equal, rule } from '#graders';

const logTimeoutMs = 1_000;

export default rule({
  id: 'request-log',
  text: 'Each request is one line on stdout that holds its method, its path and the status of the answer, errors included.',
  why: 'The log is what you have when a user says that it does not work.',
  checks: [
    check({
      id: 'logs-each-request',
      title: 'GET /greet/{name} is logged in one line with GET, the path and 200',
      hint: 'A layer around the router sees every request and its answer: log once, after the answer, at info level.',
      runs: 'shared',
      needs: ['greets-by-name'],
      given: (draw) => ({ path: `/greet/${draw.word()}${draw.word()}`, next: `/greet/${draw.word()}${draw.word()}` }),
      probe: async ({ http, server }, { path, next }) => {
        await http.get(path);
        await server.logWith(path, 1, logTimeoutMs);
        // A second line for the first request is there by the time the next one is logged.
        await http.get(next);
        return mentioning(await server.logWith(next, 1, logTimeoutMs), path);
      },
      judge: (lines, { path }) => ({ lines: equal(telling(lines, ['GET', '200']), 1) && oneLine(lines, `GET, ${path} and 200`) }),
    }),
    check({
      id: 'logs-errors-too',
      title: 'A request that answers 404 is logged in one line with 404',
      hint: 'Add the layer to the whole router, after its routes and its fallback: what is added later is not wrapped.',
      runs: 'shared',
      needs: ['answers-404-off-the-map'],
      given: (draw) => ({ path: `/${draw.word()}${draw.word()}` }),
      probe: async ({ http, server }, { path }) => {
        await http.get(path);
        return mentioning(await server.logWith(path, 1, logTimeoutMs), path);
      },
      judge: (lines, { path }) => ({ lines: equal(telling(lines, ['GET', '404']), 1) && oneLine(lines, `GET, ${path} and 404`) }),
    }),
  ],
});

function mentioning(log: readonly string[], path: string): readonly string[] {
  return log.filter((line) => line.includes(path));
}

/** How many lines there are; 0 if one of them does not hold all the words. */
function telling(lines: readonly string[], words: readonly string[]): number {
  return lines.every((line) => words.every((word) => line.includes(word))) ? lines.length : 0;
}

function oneLine(lines: readonly string[], words: string) {
  const actual = lines.length === 0 ? 'no line with the path' : lines.join('\n');
  return { expected: [`one line that holds ${words}`] as const, actual };
}
