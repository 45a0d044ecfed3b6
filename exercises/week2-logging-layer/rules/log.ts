import { type Logged, lineOfFields as line, logsOnce, rule, tellsTheLatency } from '#graders';
import { postEcho } from './echo.ts';
import { workPath } from './work.ts';

export default rule({
  id: 'log',
  text:
    'Each answer is one line on stdout with the fields `method`, `path`, `status` and `latency_ms`, as `name=value` or as JSON: ' +
    'also what is refused, what has no route or not this method, and what panicked. No other line holds the path of a request. ' +
    '`latency_ms` is how long the inner service took for its answer, as a decimal number of milliseconds.',
  why: 'Dashboards and alarms are made of these lines. The requests that are not in them are those that failed in a way nobody thought of.',
  checks: [
    logsOnce({
      line,
      id: 'logs-each-answer',
      title: 'POST /echo/{name} and GET /work/{name} are logged in one line each with method, path, status and latency_ms',
      hint: 'Keep method and path before the request is given away, and log once, when the answer is there, at info level: info!(%method, %path, status, latency_ms, "answered").',
      needs: ['passes-bodies-on-untouched', 'works-as-asked'],
      requests: (draw) => [
        { request: postEcho(draw.word(), draw.text(20)), status: 200 },
        get(`/work/${draw.word()}`, 200),
        { request: postEcho(draw.word(), draw.text(20)), status: 200 },
      ],
    }),
    logsOnce({
      line,
      id: 'logs-errors-too',
      title: 'Answers with 400, 404 and 405 are logged in one line each',
      hint: 'Log every answer, with response.status() of just that one. Add the layer with Router::layer after the routes and the fallback: route_layer leaves out what no route takes.',
      needs: ['bad-wait-on-work', 'unknown-path', 'wrong-method-on-echo'],
      requests: (draw) => [
        get(`/work/${draw.word()}?ms=${draw.word()}`, 400),
        get(`/${draw.word()}/${draw.word()}`, 404),
        get(`/echo/${draw.word()}`, 405),
        get(`/${draw.word()}${draw.word()}`, 404),
      ],
    }),
    logsOnce({
      line,
      id: 'logs-panics',
      title: 'A request whose handler panics is logged in one line with 500',
      hint: 'A panic unwinds through your future, and what comes after its await never runs. Catch it further in: the log outside, CatchPanicLayer inside.',
      needs: ['panic-in-a-handler'],
      requests: (draw) => [get(`/panic/${draw.word()}`, 500), get(`/panic/${draw.word()}`, 500)],
    }),
    tellsTheLatency({
      id: 'tells-the-latency',
      title: 'latency_ms of a request that works for some time is that time in milliseconds, and of a quick one it is small',
      hint: 'Take Instant::now() before the inner call and elapsed() once its answer was awaited. as_secs_f64() * 1_000.0 are milliseconds.',
      needs: ['logs-each-answer'],
      path: workPath,
    }),
  ],
});

function get(path: string, status: number): Logged {
  return { request: { method: 'GET', path }, status };
}
