import PQueue from 'p-queue';
import type { Bench, Probed } from './core/bench.ts';
import type { ProbedCheck } from './core/check.ts';
import { createDraw } from './core/draw.ts';
import type { Judged, Plan, PlannedCheck } from './core/event.ts';
import type { Json } from './core/json.ts';
import { createQueue } from './core/queue.ts';
import type { Verdict } from './core/verdict.ts';
import { disturbance, judge, judgeRun } from './judge.ts';
import { needsOf } from './plan.ts';
import { notBootedAgain, shownExit } from './rebooted.ts';

const sharedAtOnce = 12;
const ownAtOnce = 8;

/** All checks of a plan against one bench. */
export interface Examination {
  /** Verdicts as they come: what shares a server or has its own goes side by side, then each check of time alone. */
  judge(signal: AbortSignal): AsyncIterable<Judged>;
}

interface Examined {
  readonly verdict: Verdict;
  readonly probed?: Probed;
}

export function createExamination(plan: Plan, bench: Bench, sharedServer: number): Examination {
  const passedOnlyAlone: string[] = [];
  const verdicts = new Map<string, Promise<Verdict>>();
  const queues = { shared: new PQueue({ concurrency: sharedAtOnce }), own: new PQueue({ concurrency: ownAtOnce }), alone: new PQueue({ concurrency: 1 }) };
  let sharedEnd: string | undefined;
  let nextServer = sharedServer + 1;

  /** Boots a server of the check's own, probes it there, and stops it. */
  const onFreshServer = async (check: ProbedCheck, given: Json): Promise<Examined> => {
    const server = nextServer++;
    try {
      const boot = await bench.boot(server, check.env ?? {});
      if (boot.kind !== 'ready') return { verdict: notBootedAgain(boot) };
      const probed = await bench.probe({ server, checkId: check.id, given });
      return { verdict: judge(check, given, probed), probed };
    } finally {
      await bench.stop(server);
    }
  };

  const examine = async (check: ProbedCheck, given: Json): Promise<Examined> => {
    switch (check.runs) {
      case 'own':
        return onFreshServer(check, given);
      case 'alone': {
        const first = await onFreshServer(check, given);
        return first.verdict.status === 'fail' ? measuredAgain(check, first, await onFreshServer(check, given)) : first;
      }
      case 'shared': {
        const probed = await bench.probe({ server: sharedServer, checkId: check.id, given });
        const verdict = judge(check, given, probed);
        if (probed.died !== undefined) sharedEnd ??= shownExit(probed.died);
        if (verdict.status !== 'fail') return { verdict, probed };
        const alone = await onFreshServer(check, given);
        if (alone.verdict.status === 'pass') passedOnlyAlone.push(check.id);
        return alone;
      }
    }
  };

  const rootOfBlock = async (planned: PlannedCheck): Promise<string | undefined> => {
    for (const id of needsOf(planned.check)) {
      const verdict = await verdicts.get(id);
      if (verdict?.status === 'blocked') return verdict.by;
      if (verdict !== undefined && verdict.status !== 'pass') return id;
    }
    return undefined;
  };

  const settle = async (planned: PlannedCheck & { readonly check: ProbedCheck }, before: Promise<unknown>): Promise<Judged> => {
    const { check } = planned;
    const given = check.given(createDraw(plan.seed, check.id));
    const blockedBy = await rootOfBlock(planned);
    if (blockedBy !== undefined) return { type: 'judged', planned, given, verdict: { status: 'blocked', by: blockedBy } };
    await before;
    const examined = await queues[check.runs].add(() => examine(check, given));
    return { type: 'judged', planned, given, ...examined };
  };

  return {
    async *judge(signal) {
      const events = createQueue<Judged>();
      signal.addEventListener('abort', () => events.fail(signal.reason), { once: true });
      const start = (planned: PlannedCheck & { readonly check: ProbedCheck }, before: Promise<unknown>) => {
        const judged = settle(planned, before);
        const verdict = judged.then(({ verdict }) => verdict);
        // A failure of ours ends the run through `events`, whoever else waits for this verdict.
        verdict.catch(() => {});
        verdicts.set(planned.check.id, verdict);
        return judged.then(events.push);
      };
      const probed = plan.checks.flatMap(({ check, ...rest }) => (check.kind === 'probed' ? [{ check, ...rest }] : []));
      const beside = probed.filter(({ check }) => check.runs !== 'alone').map((planned) => start(planned, Promise.resolve()));
      const free = Promise.all(beside);
      const timed = probed.filter(({ check }) => check.runs === 'alone').map((planned) => start(planned, free));
      Promise.all([...beside, ...timed]).then(events.end, events.fail);
      yield* events;
      for (const planned of plan.checks) {
        if (planned.check.kind !== 'run') continue;
        const verdict = judgeRun(planned.check, { passedOnlyAlone, sharedServerEnded: sharedEnd });
        yield { type: 'judged', planned, given: null, verdict };
      }
    },
  };
}

/** A check of time that failed is measured once more. Where the machine was busy both times, it is nobody's failure. */
function measuredAgain(check: ProbedCheck, first: Examined, second: Examined): Examined {
  if (second.verdict.status !== 'fail') return second;
  const because = [first, second].flatMap(({ probed }) => (probed === undefined ? [] : (disturbance(check, probed) ?? [])))[0];
  return because === undefined ? second : { ...second, verdict: { status: 'inconclusive', because } };
}
