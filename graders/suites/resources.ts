import type { ProbedCheck } from '../../runner/core/check.ts';
import type { Draw } from '../../runner/core/draw.ts';
import type { Json } from '../../runner/core/json.ts';
import type { Tools } from '../../runner/core/tools.ts';
import { check } from '../check.ts';
import { cpuMs, cpuUnder, grownMiB, memoryUnder } from '../judge/resources.ts';

interface Common<Given extends Json> {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly needs: readonly string[];
  readonly given: (draw: Draw) => Given;
}

interface Idle<Given extends Json> extends Common<Given> {
  /** Brings the server into the state in which nothing is left for it to do. */
  readonly prepare: (tools: Tools, given: Given) => Promise<unknown>;
}

interface Flat<Given extends Json> extends Common<Given> {
  readonly limitMiB: number;
  /** A little of the work, so that what is made once is there before. */
  readonly prepare: (tools: Tools, given: Given) => Promise<unknown>;
  readonly work: (tools: Tools, given: Given) => Promise<unknown>;
}

const quietMs = 300;
/** A loop that asks again and again takes all of a core, or its share of a busy one. */
const idleCpuMs = 30;

/** A server that has nothing to do takes no CPU time, whoever is connected. */
export function idlesWithoutCpu<Given extends Json>({ prepare, ...common }: Idle<Given>): ProbedCheck {
  return check({
    ...common,
    runs: 'own',
    waitsMs: quietMs,
    probe: async (tools, given) => {
      await prepare(tools, given);
      const before = await tools.server.resources();
      tools.waiting();
      await tools.pause(quietMs);
      return { before, after: await tools.server.resources() };
    },
    judge: (used) => ({ cpu: cpuUnder(used, idleCpuMs, `in ${quietMs} ms with nothing to do`) }),
    survives: [{ mutant: 'memory grown', because: 'this check looks at CPU time' }],
    measure: (used) => measured('CPU time at rest', cpuMs(used), idleCpuMs, 'ms'),
  });
}

/** What passes through a server is not kept: its memory does not grow with it. */
export function keepsMemoryFlat<Given extends Json>({ limitMiB, prepare, work, ...common }: Flat<Given>): ProbedCheck {
  return check({
    ...common,
    runs: 'own',
    probe: async (tools, given) => {
      await prepare(tools, given);
      const before = await tools.server.resources();
      await work(tools, given);
      return { before, after: await tools.server.resources() };
    },
    judge: (used) => ({ memory: memoryUnder(used, limitMiB) }),
    survives: [{ mutant: 'busy', because: 'this check looks at memory' }],
    measure: (used) => measured('memory grown', grownMiB(used), limitMiB, 'MiB'),
  });
}

function measured(name: string, value: number | undefined, limit: number, unit: 'ms' | 'MiB') {
  return value === undefined ? [] : [{ name, value, limit, right: 'below', unit } as const];
}
