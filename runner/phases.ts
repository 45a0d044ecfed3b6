import { type Check, isTimed, type ProbedCheck } from './core/check.ts';
import { needsOf } from './plan.ts';

/** What goes side by side, then the checks of time and those that run in turn, then what needs one of those. */
export function phasesOf<Planned extends { readonly check: ProbedCheck }>(planned: readonly Planned[]): readonly (readonly Planned[])[] {
  const later = new Set(planned.filter(({ check }) => isTimed(check.runs) || check.runs === 'in-turn').map(({ check }) => check.id));
  const last = new Set<string>();
  for (const { check } of planned) {
    if (!later.has(check.id) && needsOf(check).some((id) => later.has(id) || last.has(id))) last.add(check.id);
  }
  const phaseOf = (check: ProbedCheck) => (later.has(check.id) ? 1 : last.has(check.id) ? 2 : 0);
  return [0, 1, 2].map((phase) => planned.filter(({ check }) => phaseOf(check) === phase));
}

/** The longest chain of waits, in ms, that the contracts of these checks need, however fast everything else is. */
export function longestWaitsMs(checks: readonly Check[]): number {
  const planned = checks.flatMap((check) => (check.kind === 'probed' ? [{ check }] : []));
  const [beside = [], later = [], last = []] = phasesOf(planned).map((phase) => phase.map(({ check }) => check.waitsMs ?? 0));
  return Math.max(0, ...beside) + later.reduce((sum, ms) => sum + ms, 0) + Math.max(0, ...last);
}

/** What a check costs besides its waits, roughly: one with a server of its own boots it, and connects anew for each request. */
const costMs = { shared: 5, 'in-turn': 5, own: 50, alone: 50, 'alone-on-failure': 50 } as const;

/** How long, in ms, a check and the longest chain of what needs it take, roughly. Of two that could begin, the longer one should. */
export function chainMs(check: Check, planned: readonly { readonly check: Check }[]): number {
  if (check.kind === 'run') return 0;
  const after = planned.filter((other) => needsOf(other.check).includes(check.id)).map((other) => chainMs(other.check, planned));
  return costMs[check.runs] + (check.waitsMs ?? 0) + Math.max(0, ...after);
}
