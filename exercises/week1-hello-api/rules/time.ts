import { type Answer, body, check, field, holds, jsonType, parsed, rule, type Survivor, status, z } from '#graders';

const Time = z.object({ unix_ms: z.int() });
const toleranceMs = 50;
const apartMs = 200;
const tolerance: Survivor = { mutant: '*body.unix_ms: one more', because: `a clock may be ${toleranceMs} ms off` };

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
      survives: [
        tolerance,
        { mutant: '.before: *', because: 'it is the grader’s own clock' },
        { mutant: '.after: *', because: 'it is the grader’s own clock' },
      ],
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
        const apart = timeOf(second) - timeOf(first);
        return {
          status: status(first, 200) ?? status(second, 200),
          apart: holds(apart >= apartMs - toleranceMs, `times ${apartMs} ms apart or more`, `times ${apart} ms apart`),
        };
      },
      survives: [
        tolerance,
        { mutant: '.second: body.unix_ms: far off', because: 'how far the clock may jump is for tells-the-time to say' },
      ],
    }),
  ],
});

function timeOf(answer: Answer): number {
  const told = field(parsed(answer), 'unix_ms');
  return typeof told === 'number' ? told : Number.NaN;
}

function clock(answer: Answer, from: number, to: number) {
  const told = timeOf(answer);
  if (Number.isNaN(told)) return undefined;
  return holds(told >= from && told <= to, `a time from ${from} to ${to}`, `${told}`);
}
