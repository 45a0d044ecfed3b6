import { type Answer, body, check, field, holds, jsonType, parsed, rule, status, z } from '#graders';

const Time = z.object({ unix_ms: z.int() });
const toleranceMs = 50;
const apartMs = 200;

export default rule({
  id: 'time',
  text: '`GET /time` answers 200 with the JSON `{"unix_ms": N}`, where N is the clock now in whole milliseconds since 1970.',
  why: 'Time that is read once at the start is right in every quick test, and wrong in production.',
  checks: [
    check({
      id: 'tells-the-time',
      title: 'GET /time answers the clock of this moment in whole milliseconds',
      hint: 'SystemTime::now().duration_since(UNIX_EPOCH) gives a Duration; as_millis is what is asked for.',
      runs: 'shared',
      given: () => null,
      probe: async ({ http }) => {
        const before = Date.now();
        return { answer: await http.get('/time'), before, after: Date.now() };
      },
      judge: ({ answer, before, after }) => ({
        status: status(answer, 200),
        type: jsonType(answer),
        body: body(answer, Time, '{"unix_ms": <an integer>}'),
        clock: clock(answer, before - toleranceMs, after + toleranceMs),
      }),
    }),
    check({
      id: 'time-moves-on',
      title: 'GET /time asked twice, 200 ms apart, answers times that are as far apart',
      hint: 'Read the clock in the handler, not once in main.',
      runs: 'shared',
      needs: ['tells-the-time'],
      waitsMs: apartMs,
      given: () => null,
      probe: async ({ http, pause, waiting }) => {
        const first = await http.get('/time');
        waiting();
        await pause(apartMs);
        return { first, second: await http.get('/time') };
      },
      judge: ({ first, second }) => {
        const apart = Number(field(parsed(second), 'unix_ms')) - Number(field(parsed(first), 'unix_ms'));
        return { apart: holds(apart >= apartMs - toleranceMs, `times ${apartMs} ms apart or more`, `times ${apart} ms apart`) };
      },
    }),
  ],
});

function clock(answer: Answer, from: number, to: number) {
  const told = field(parsed(answer), 'unix_ms');
  if (typeof told !== 'number') return undefined;
  return holds(told >= from && told <= to, `a time from ${from} to ${to}`, `${told}`);
}
