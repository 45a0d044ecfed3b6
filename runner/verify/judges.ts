import { type Mutation, mutationsOf } from '../../graders/mutants/index.ts';
import type { Survivor } from '../core/check.ts';
import type { Judged } from '../core/event.ts';
import type { Findings } from '../core/finding.ts';
import type { Json } from '../core/json.ts';

/** What a judge made of the solution's evidence and of all its mutants. */
export interface JudgeProof {
  readonly checkId: string;
  readonly defects: number;
  readonly tolerated: number;
  /** Defects that it did not find, and of which the check does not say why. */
  readonly survivors: readonly string[];
  /** Defects that it did not find for a reason that the check gives. */
  readonly excused: number;
  /** Reasons for survivors of which there are none. */
  readonly stale: readonly string[];
  /** Changes that HTTP allows, and that it found all the same. */
  readonly intolerant: readonly string[];
  /** Mutants on which it threw. */
  readonly broke: readonly string[];
  readonly keys: readonly string[];
  /** Keys that held a finding for some defect. */
  readonly filled: readonly string[];
}

/** Judges every mutant of the evidence that the solution gave. Only for checks that the solution passed. */
export function proveJudge(judged: Judged): JudgeProof {
  const { check } = judged.planned;
  const evidence = check.kind === 'run' ? (judged.seen as unknown as Json) : (judged.probed?.evidence ?? null);
  const judge = (mutant: Json): Findings =>
    check.kind === 'run' ? check.judge(mutant as unknown as Parameters<typeof check.judge>[0]) : check.judge(mutant, judged.given);
  const declared = check.survives ?? [];
  const isTimed = check.kind === 'probed' && check.measure !== undefined;
  const looksAt = headersRead(judge, evidence);
  const mutants = mutationsOf(evidence).filter(({ name }) => isOfInterest(name, isTimed, looksAt));
  const keys = new Set(Object.keys(judge(evidence)));
  const filled = new Set<string>();
  const [survivors, excusing, intolerant, broke] = [new Set<string>(), new Map<Survivor, number>(), new Set<string>(), new Set<string>()];
  for (const mutant of mutants) {
    const found = foundBy(judge, mutant);
    if (typeof found === 'string') {
      broke.add(`${mutant.name}: ${found}`);
      continue;
    }
    for (const key of found.keys) keys.add(key);
    if (mutant.kind === 'defect') for (const key of found.filled) filled.add(key);
    const reason = declared.find(({ mutant: pattern }) => fits(pattern, mutant.name));
    if (mutant.kind === 'tolerated' && found.filled.length > 0) intolerant.add(mutant.name);
    if (mutant.kind === 'tolerated' || found.filled.length > 0) continue;
    if (reason === undefined) survivors.add(mutant.name);
    else excusing.set(reason, (excusing.get(reason) ?? 0) + 1);
  }
  return {
    checkId: check.id,
    defects: mutants.filter(({ kind }) => kind === 'defect').length,
    tolerated: mutants.filter(({ kind }) => kind === 'tolerated').length,
    survivors: [...survivors],
    excused: [...excusing.values()].reduce((sum, count) => sum + count, 0),
    stale: declared.filter((one) => !excusing.has(one)).map(({ mutant }) => mutant),
    intolerant: [...intolerant],
    broke: [...broke],
    keys: [...keys],
    filled: [...filled],
  };
}

function foundBy(
  judge: (mutant: Json) => Findings,
  { value }: Mutation,
): { readonly keys: readonly string[]; readonly filled: readonly string[] } | string {
  try {
    const findings = Object.entries(judge(value));
    return { keys: findings.map(([key]) => key), filled: findings.flatMap(([key, finding]) => (finding === undefined ? [] : [key])) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A header is required where the judge looks at it, and an answer's time where the check measures time. */
function isOfInterest(name: string, isTimed: boolean, headers: ReadonlySet<string>): boolean {
  const header = /header (\S+) (?:missing|changed|raised)$/.exec(name)?.[1];
  if (header !== undefined) return headers.has(header);
  return isTimed || !/(?:^|: )(?:late|at once)$/.test(name);
}

/** The names of the headers that a judge reads, whichever answer they are of. */
function headersRead(judge: (evidence: Json) => Findings, evidence: Json): ReadonlySet<string> {
  const read = new Set<string>();
  const watched = (value: Json): Json => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(watched);
    const members = Object.entries(value).map(([key, member]) => [key, key === 'headers' ? watch(member) : watched(member)]);
    return Object.fromEntries(members) as Json;
  };
  const watch = (headers: Json): Json =>
    new Proxy(headers as { readonly [name: string]: Json }, {
      get: (target, name) => {
        read.add(String(name));
        return target[String(name)];
      },
    });
  judge(watched(evidence));
  return read;
}

function fits(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(name);
}
