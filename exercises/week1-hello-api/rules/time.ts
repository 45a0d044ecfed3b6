import { type Answer, body, check, type Finding, field, type Http, holds, jsonType, parsed, rule, status, z } from '#graders';

const Time = z.object({ unix_ms: z.int() });
const toleranceMs = 50;
const apartMs = 200;
const shape = '{"unix_ms": <an integer>}';

export default rule({
  id: 'time',
  text: '`GET /time` answers 200 with the JSON `{"unix_ms": N}`, where N is the clock now in whole milliseconds since 1970.',
  why: 'Time that is read once at the start is right in every quick test, and wrong in production.',
  checks: [
    check({
      id: 'tells-the-time',
      title: `GET /time, asked twice ${apartMs} ms apart, answers the clock of that moment in whole milliseconds`,
      hint: 'SystemTime::now().duration_since(UNIX_EPOCH) gives a Duration; as_millis is what is asked for.',
      runs: 'shared',
      waitsMs: apartMs,
      given: () => null,
      probe: async ({ http, pause, waiting }) => {
        const first = await askTime(http);
        waiting();
        await pause(apartMs);
        return { first, second: await askTime(http) };
      },
      judge: ({ first, second }) => ({
        status: status(first.answer, 200) ?? status(second.answer, 200),
        type: jsonType(first.answer) ?? jsonType(second.answer),
        body: body(first.answer, Time, shape) ?? body(second.answer, Time, shape),
        // The second tells a clock that stands still, whoever asked before.
        clock: clock(second, stands(first, second)) ?? clock(first),
      }),
      survives: [
        { mutant: '*body.unix_ms: one more', because: `a clock may be ${toleranceMs} ms off` },
        { mutant: '*.before: *', because: 'it is the grader’s own clock' },
        { mutant: '*.after: *', because: 'it is the grader’s own clock' },
      ],
    }),
  ],
});

interface TimeSeen {
  readonly answer: Answer;
  /** The grader’s clock around it. */
  readonly before: number;
  readonly after: number;
}

async function askTime(http: Http): Promise<TimeSeen> {
  const before = Date.now();
  return { answer: await http.get('/time'), before, after: Date.now() };
}

function stands(first: TimeSeen, second: TimeSeen): string | undefined {
  const [told, later] = [field(parsed(first.answer), 'unix_ms'), field(parsed(second.answer), 'unix_ms')];
  const isInMilliseconds = typeof told === 'number' && told > 1e12;
  return told === later && isInMilliseconds ? 'The clock stands still: read it in the handler, not once at the start.' : undefined;
}

function clock({ answer, before, after }: TimeSeen, hint?: string): Finding | undefined {
  const told = field(parsed(answer), 'unix_ms');
  if (typeof told !== 'number') return undefined;
  const [from, to] = [before - toleranceMs, after + toleranceMs];
  return holds(told >= from && told <= to, `a time from ${from} to ${to}`, `${told}`, hint);
}
