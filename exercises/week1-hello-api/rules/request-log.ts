import { type Draw, type Logged, type LogLine, logsOnce, rule } from '#graders';

const line: LogLine = {
  asked: ({ request, status }) => `GET, ${request.path} and ${status}`,
  tells: (text, { status }) => ['GET', String(status)].every((word) => text.includes(word)),
};

export default rule({
  id: 'request-log',
  text: 'Each request is one line on stdout that holds its method, its path and the status of the answer, errors included.',
  why: 'The log is what you have when a user says that it does not work.',
  checks: [
    logsOnce({
      line,
      id: 'logs-each-request',
      title: 'GET /greet/{name} is logged in one line with GET, the path and 200',
      hint: 'A layer around the router sees every request and its answer: log once, after the answer, at info level.',
      needs: ['greets-by-name'],
      requests: (draw) => [get(draw, '/greet/', 200), get(draw, '/greet/', 200)],
    }),
    logsOnce({
      line,
      id: 'logs-errors-too',
      title: 'A request that answers 404 is logged in one line with 404',
      hint: 'Add the layer to the whole router, after its routes and its fallback: what is added later is not wrapped.',
      needs: ['answers-404-off-the-map'],
      requests: (draw) => [get(draw, '/', 404), get(draw, '/', 404)],
    }),
  ],
});

function get(draw: Draw, below: string, status: number): Logged {
  return { request: { method: 'GET', path: `${below}${draw.word()}${draw.word()}` }, status };
}
