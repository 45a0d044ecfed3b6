import { expect, test } from 'vitest';
import { latencyRule } from '../graders/suites/latency.ts';
import type { Sample } from './core/answer.ts';
import type { Bench, Probed } from './core/bench.ts';
import type { Plan } from './core/event.ts';
import { createSlot, type Slot } from './core/slot.ts';
import type { LoadSeen } from './core/tools.ts';
import type { Verdict } from './core/verdict.ts';
import { createExamination } from './examination.ts';

const budget = { p50Ms: 20, p95Ms: 50 };
const kept = load({ ms: 5 });
const missed = load({ ms: 80 });
const missedByAll = load({ ms: 80, canaryMs: 40 });
const missedAndSentLate = load({ ms: 80, lagMs: 40 });

test.each<[string, readonly LoadSeen[], Verdict['status']]>([
  ['kept is a pass, measured once', [kept], 'pass'],
  ['kept is a pass, however busy the machine is', [load({ ms: 15, canaryMs: 40, lagMs: 40 })], 'pass'],
  ['missed once and then kept is a pass', [missed, kept], 'pass'],
  ['missed twice on a quiet machine is a failure', [missed, missed], 'fail'],
  ['missed while the canary was slow as well, twice, is nobody’s failure', [missedByAll, missedByAll], 'inconclusive'],
  ['missed while requests left late, twice, is nobody’s failure', [missedAndSentLate, missedAndSentLate], 'inconclusive'],
  ['missed on a machine that was quiet only once is nobody’s failure', [missedByAll, missed], 'inconclusive'],
  ['missed where answers were lost, on a quiet machine, is a failure', [load({ lost: 30 }), load({ lost: 30 })], 'fail'],
])('a budget that is %s', async (_, loads, status) => {
  const { verdict, probes } = await examined(loads);
  expect(verdict.status).toBe(status);
  expect(probes).toBe(loads.length);
});

test.each<[string, readonly LoadSeen[], Verdict['status'], readonly string[]]>([
  ['is kept beside others', [kept], 'pass', ['beside']],
  ['is missed beside others, and kept alone', [missed, kept], 'pass', ['beside', 'alone']],
  ['is missed alone as well', [missed, missed, missed], 'fail', ['beside', 'alone', 'alone']],
  ['is missed where even alone it was busy', [missed, missedByAll, missedByAll], 'inconclusive', ['beside', 'alone', 'alone']],
])('on a crowded machine a budget that %s', async (_, loads, status, places) => {
  const seen: string[] = [];
  let place = '';
  const within = async <Value>(where: string, work: () => Promise<Value>): Promise<Value> => {
    place = where;
    return work();
  };
  const slot: Slot = {
    isCrowded: true,
    beside: (work) => within('beside', work),
    alone: (work) => within('alone', work),
  };
  const { verdict } = await examined(loads, slot, () => seen.push(place));
  expect(verdict.status).toBe(status);
  expect(seen).toEqual(places);
});

/** The verdict on a check of time whose probes bring back these, one after the other. */
async function examined(
  loads: readonly LoadSeen[],
  slot = createSlot(),
  onProbe = () => {},
): Promise<{ readonly verdict: Verdict; readonly probes: number }> {
  const rule = latencyRule({ route: 'GET /', budget, needs: [], prepare: async () => '/' });
  const plan = { checks: rule.checks.map((check) => ({ check, rule, ruleNumber: 1 })), seed: 1, driver: 'local' } as unknown as Plan;
  let probes = 0;
  const bench: Bench = {
    boot: async () => ({ kind: 'ready', ms: 1 }),
    probe: async () => {
      onProbe();
      return { evidence: loads[probes++], steps: [], log: [], ms: 1 } as unknown as Probed;
    },
    limitsHit: async () => [],
    usage: async () => null,
    stop: async () => {},
    close: async () => {},
  };
  for await (const { verdict } of createExamination(plan, bench, 1, slot).judge(new AbortController().signal)) return { verdict, probes };
  throw new Error('nothing was judged');
}

function load({ ms = 5, canaryMs = 1, lagMs = 0, lost = 0 }): LoadSeen {
  const samples = (each: number): readonly Sample[] => Array.from({ length: 200 }, () => ({ ok: true, ms: each }));
  const without: readonly Sample[] = Array.from({ length: lost }, () => ({ ok: false, why: 'status 500' }));
  return { samples: [...samples(ms).slice(lost), ...without], canary: samples(canaryMs), sendLagMs: samples(1).map(() => lagMs) };
}
