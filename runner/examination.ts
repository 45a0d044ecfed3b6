import PQueue from 'p-queue';
import type { Bench, BootChanges, Probed } from './core/bench.ts';
import type { BootOutcome } from './core/boot.ts';
import { isTimed, type ProbedCheck, sharesServer } from './core/check.ts';
import type { Judged, Plan, PlannedCheck } from './core/event.ts';
import { shownExit } from './core/exit.ts';
import type { Json } from './core/json.ts';
import { createMoment } from './core/moment.ts';
import { createQueue } from './core/queue.ts';
import type { Slot } from './core/slot.ts';
import type { Verdict } from './core/verdict.ts';
import { drawGiven } from './given.ts';
import { disturbance, judge, judgeRun } from './judge.ts';
import { shuffled } from './order.ts';
import { chainMs, phasesOf } from './phases.ts';
import { needsOf } from './plan.ts';
import { notBootedAgain } from './rebooted.ts';

// Enough to keep two cores busy: with more, a check that waits long gets to its wait later.
const sharedAtOnce = 2;
// In Docker a boot waits for the engine most of the time, not for a core.
const ownAtOnce = { local: 2, docker: 4 } as const;

/** All checks of a plan against one bench. */
export interface Examination {
  /** Verdicts as they come: what shares a server or has its own goes side by side, then each check of time alone. */
  judge(signal: AbortSignal): AsyncIterable<Judged>;
}

type ProbedPlan = PlannedCheck & { readonly check: ProbedCheck };

interface Fresh {
  readonly server: number;
  readonly boot: BootOutcome;
}

interface Examined {
  readonly verdict: Verdict;
  readonly probed?: Probed;
}

export function createExamination(plan: Plan, bench: Bench, sharedServer: number, slot: Slot): Examination {
  const { seed } = plan;
  const passedOnlyAlone: string[] = [];
  const verdicts = new Map<string, Promise<Verdict>>();
  const queues = {
    shared: new PQueue({ concurrency: sharedAtOnce }),
    inTurn: new PQueue({ concurrency: 1 }),
    own: new PQueue({ concurrency: ownAtOnce[plan.driver] }),
    alone: new PQueue({ concurrency: 1 }),
  };
  const urgency = ({ check }: ProbedPlan) => chainMs(check, plan.checks);
  let sharedEnd: string | null = null;
  let nextServer = sharedServer + 1;

  const bootFresh = async (check: ProbedCheck): Promise<Fresh> => {
    const server = nextServer++;
    return { server, boot: await bench.boot(server, changesFor(check)) };
  };

  const probeAndJudge = async (server: number, check: ProbedCheck, given: Json, onWaiting?: () => void): Promise<Required<Examined>> => {
    const probed = await bench.probe({ server, checkId: check.id, seed, given }, onWaiting);
    const verdict = judge(check, given, probed);
    if (verdict.status !== 'fail') return { verdict, probed };
    const hit = await bench.limitsHit(server);
    if (hit.length === 0) return { verdict, probed };
    const seen = { ...probed, hit };
    return { verdict: judge(check, given, seen), probed: seen };
  };

  /** Probes a server of the check's own, and stops it. */
  const onFreshServer = async ({ server, boot }: Fresh, check: ProbedCheck, given: Json, onWaiting?: () => void): Promise<Examined> => {
    try {
      if (boot.kind !== 'ready') return { verdict: notBootedAgain(boot) };
      return await probeAndJudge(server, check, given, onWaiting);
    } finally {
      await bench.stop(server);
    }
  };

  const afresh = async (check: ProbedCheck, given: Json, onWaiting?: () => void): Promise<Examined> =>
    onFreshServer(await bootFresh(check), check, given, onWaiting);

  const examineShared = async (check: ProbedCheck, given: Json, onWaiting?: () => void): Promise<Examined> => {
    const together = await probeAndJudge(sharedServer, check, given, onWaiting);
    if (together.probed.died !== undefined) sharedEnd ??= shownExit(together.probed.died);
    if (together.verdict.status !== 'fail') return together;
    const alone = await afresh(check, given);
    if (alone.verdict.status === 'pass') passedOnlyAlone.push(check.id);
    return alone;
  };

  const beside = {
    shared: { queue: queues.shared, examine: examineShared },
    // Waits or not, it keeps its place.
    'in-turn': { queue: queues.inTurn, examine: (check: ProbedCheck, given: Json) => examineShared(check, given) },
    own: { queue: queues.own, examine: afresh },
  };

  /** A check that only waits gives its place to the next. */
  const untilItWaits = async (
    examine: typeof afresh,
    check: ProbedCheck,
    given: Json,
    onWaiting: () => void,
  ): Promise<{ readonly examined: Promise<Examined> }> => {
    const waits = createMoment();
    const examined = slot.beside(() =>
      examine(check, given, () => {
        waits.come();
        onWaiting();
      }),
    );
    await Promise.race([examined, waits.here]);
    return { examined };
  };

  /** The server boots while others are probed, and waits there. */
  const examineAlone = async (planned: ProbedPlan, given: Json, before: Promise<unknown>): Promise<Examined> => {
    const { check } = planned;
    const fresh = await queues.own.add(() => slot.beside(() => bootFresh(check)), { priority: urgency(planned) });
    await before;
    return queues.alone.add(async () => {
      if (!(slot.isCrowded && check.runs === 'alone-on-failure')) return slot.alone(() => examineTwice(check, given, fresh));
      const beside = await slot.beside(() => onFreshServer(fresh, check, given));
      if (beside.verdict.status !== 'fail') return beside;
      return slot.alone(async () => examineTwice(check, given, await bootFresh(check)));
    });
  };

  /** A failure is measured once more. */
  const examineTwice = async (check: ProbedCheck, given: Json, fresh: Fresh): Promise<Examined> => {
    const first = await onFreshServer(fresh, check, given);
    return first.verdict.status === 'fail' ? measuredAgain(check, first, await afresh(check, given)) : first;
  };

  /**
   * What other checks need is asked once more at the end, with other values. Which of the checks comes last is the
   * seed's choice, and what it does to the server would be seen by nobody else.
   */
  const askAgain = async (phase: readonly ProbedPlan[]): Promise<void> => {
    const shared = phase.filter(({ check }) => sharesServer(check.runs));
    const seen = await Promise.all(shared.map(({ check }) => verdicts.get(check.id)));
    if (!plan.checks.some(({ check }) => check.kind === 'run')) return;
    const needed = new Set(plan.checks.flatMap(({ check }) => needsOf(check)));
    for (const [at, { check }] of shared.entries()) {
      if (passedOnlyAlone.length > 0) return;
      if (seen[at]?.status !== 'pass' || !needed.has(check.id)) continue;
      const { given, broke } = drawGiven(check, seed, true);
      if (broke === undefined) await slot.beside(() => examineShared(check, given));
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

  const settle = async (planned: ProbedPlan, before: Promise<unknown>, onWaiting: () => void): Promise<Judged> => {
    const { check } = planned;
    const { given, broke } = drawGiven(check, seed);
    if (broke !== undefined) return { type: 'judged', planned, given, verdict: { status: 'error', because: broke } };
    // All checks are begun in one go; what this one needs may be among those begun after it.
    await Promise.resolve();
    const blockedBy = await rootOfBlock(planned);
    if (blockedBy !== undefined) return { type: 'judged', planned, given, verdict: { status: 'blocked', by: blockedBy } };
    if (isTimed(check.runs)) return { type: 'judged', planned, given, ...(await examineAlone(planned, given, before)) };
    await before;
    const { queue, examine } = beside[check.runs];
    const { examined } = await queue.add(() => untilItWaits(examine, check, given, onWaiting), { priority: urgency(planned) });
    return { type: 'judged', planned, given, ...(await examined) };
  };

  return {
    async *judge(signal) {
      const events = createQueue<Judged>();
      const interrupt = () => events.fail(signal.reason);
      signal.addEventListener('abort', interrupt, { once: true });
      const start = (planned: ProbedPlan, before: Promise<unknown>, onWaiting = () => {}) => {
        const judged = settle(planned, before, onWaiting);
        const verdict = judged.then(({ verdict }) => verdict);
        // A failure of ours ends the run through `events`, whoever else waits for this verdict.
        verdict.catch(() => {});
        before.catch(() => {});
        verdicts.set(planned.check.id, verdict);
        return judged.then(events.push);
      };
      const probed = plan.checks.flatMap(({ check, ...rest }) => (check.kind === 'probed' ? [{ check, ...rest }] : []));
      let before: Promise<unknown> = Promise.resolve();
      const all = phasesOf(shuffled(probed, seed)).flatMap((phase) => {
        const earlier = before;
        const [longest, ...others] = phase.toSorted((a, b) => waits(b) - waits(a));
        if (longest === undefined) return [];
        const { begun, onWaiting } = headStart(longest);
        const first = start(longest, earlier, onWaiting).finally(onWaiting);
        const judged = [first, ...others.map((planned) => start(planned, Promise.all([earlier, begun])))];
        before = Promise.all([earlier, ...judged, askAgain(phase)]);
        before.catch(() => {});
        return judged;
      });
      Promise.all([...all, before]).then(events.end, events.fail);
      try {
        yield* events;
      } finally {
        signal.removeEventListener('abort', interrupt);
      }
      for (const planned of plan.checks) {
        if (planned.check.kind !== 'run') continue;
        const seen = { passedOnlyAlone: passedOnlyAlone.sort(), sharedServerEnded: sharedEnd };
        yield { type: 'judged', planned, given: null, verdict: judgeRun(planned.check, seen), seen };
      }
    },
  };
}

/** What waits longest gets to its wait before the others begin, unless it needs one of them. */
function headStart(longest: ProbedPlan): { readonly begun: Promise<void>; readonly onWaiting: () => void } {
  if (waits(longest) === 0 || needsOf(longest.check).length > 0) return { begun: Promise.resolve(), onWaiting: () => {} };
  const { here, come } = createMoment();
  return { begun: here, onWaiting: come };
}

function changesFor({ env, database, redis }: ProbedCheck): BootChanges {
  return {
    ...(env === undefined ? {} : { env }),
    ...(database === undefined ? {} : { database }),
    ...(redis === undefined ? {} : { redis }),
  };
}

function waits({ check }: ProbedPlan): number {
  return check.waitsMs ?? 0;
}

/** Where the machine was busy both times, a check of time that failed is nobody's failure. */
function measuredAgain(check: ProbedCheck, first: Examined, second: Examined): Examined {
  if (second.verdict.status !== 'fail') return second;
  const because = [first, second].flatMap(({ probed }) => (probed === undefined ? [] : (disturbance(check, probed) ?? [])))[0];
  return because === undefined ? second : { ...second, verdict: { status: 'inconclusive', because } };
}
