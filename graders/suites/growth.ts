import type { Answer } from '../../runner/core/answer.ts';
import type { ProbedCheck } from '../../runner/core/check.ts';
import type { Draw } from '../../runner/core/draw.ts';
import type { Json } from '../../runner/core/json.ts';
import type { Http, HttpRequest } from '../../runner/core/tools.ts';
import { check } from '../check.ts';
import { holds } from '../judge/equal.ts';
import { cpuMs, type Used } from '../judge/resources.ts';

interface Growth<Given extends Json> {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly needs: readonly string[];
  readonly given: (draw: Draw) => { readonly small: Given; readonly large: Given };
  /** Ten times as much of it for the large one. */
  readonly request: (given: Given) => HttpRequest;
}

const times = 6;
/** Ten times as much is ten times the work at most, and quadratic work a hundred times. */
const limit = 25;

interface Cost extends Used {
  /** What the client waited, where the CPU time cannot be seen. */
  readonly waitedMs: number;
  /** False where a request had no answer in time: its cost has no end that was seen. */
  readonly answered: boolean;
}

interface Costs {
  readonly small: Cost;
  readonly large: Cost;
}

/** What a request costs grows with its size, and no faster: t(10n)/t(n), by the server's own CPU time. */
export function growsWithItsInput<Given extends Json>({ given, request, ...texts }: Growth<Given>): ProbedCheck {
  return check({
    ...texts,
    runs: 'in-turn',
    given,
    probe: async ({ http, server }, { small, large }) => {
      const costOf = async (one: Given): Promise<Cost> => {
        // What is done once is done before.
        const first = await http.send(request(one));
        const before = await server.resources();
        const answers = first.kind === 'answer' ? await sent(http, request(one)) : [first];
        const waitedMs = answers.reduce((sum, { ms }) => sum + ms, 0);
        const answered = answers.every(({ kind }) => kind === 'answer');
        return { before, after: await server.resources(), waitedMs, answered };
      };
      return { small: await costOf(small), large: await costOf(large) };
    },
    judge: (costs) => ({
      growth: holds(growth(costs) <= limit, `at most ${limit} times the CPU time for 10 times as much`, shown(costs)),
    }),
    survives: [
      { mutant: '*memory grown', because: 'this check looks at CPU time' },
      { mutant: '.small: busy', because: 'what is small and dear grows all the less' },
    ],
    measure: (costs) => [{ name: 't(10n)/t(n)', value: growth(costs), limit, right: 'below', unit: 'times' }],
  });
}

async function sent(http: Http, request: HttpRequest): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  while (answers.length < times) answers.push(await http.send(request));
  return answers;
}

function growth({ small, large }: Costs): number {
  if (!small.answered || !large.answered) return Number.POSITIVE_INFINITY;
  const [one, ten] = [cpuMs(small), cpuMs(large)];
  return one === undefined || ten === undefined || one === 0 ? large.waitedMs / small.waitedMs : ten / one;
}

function shown(costs: Costs): string {
  return Number.isFinite(growth(costs)) ? `${growth(costs).toFixed(0)} times the CPU time` : 'no answer in time';
}
