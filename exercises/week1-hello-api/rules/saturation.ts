import { losesNothingWhenSaturated, rule } from '#graders';

export default rule({
  id: 'saturation',
  text: 'While 128 clients ask again as soon as they are answered, everybody waits their turn: no request is refused or dropped, and `GET /health` is answered after them.',
  why: 'At its busiest a service may be slow. What it drops then is lost when it matters most, and the clients’ retries make it busier still.',
  checks: [
    losesNothingWhenSaturated({
      path: (draw) => `/greet/${draw.word()}?delay_ms=100`,
      quickPath: (draw) => `/greet/${draw.word()}`,
      hint: 'Look for a limit that answers 503 or closes the connection, a bounded channel with try_send, or a lock with try_lock: all of them lose what comes at once.',
      needs: ['waits-as-asked'],
    }),
  ],
});
