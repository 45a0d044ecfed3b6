import { diffJson } from 'diff';
import type { Judged, Plan } from '../../core/event.ts';
import { shownExit } from '../../core/exit.ts';
import type { Json } from '../../core/json.ts';
import type { KeyedFinding, Verdict } from '../../core/verdict.ts';
import type { Paint } from '../paint.ts';
import { safe, safeShort } from '../safe.ts';
import { labelled } from './label.ts';
import { limitLines } from './limit.ts';
import { measureLines } from './measures.ts';
import { stepLines } from './steps.ts';

const logLines = 4;

/** A failure in full: the norm, what was sent, expected before actual, a hint, and the way back. */
export function failureLines(judged: Judged, plan: Plan, paint: Paint): readonly string[] {
  const { check, rule, ruleNumber } = judged.planned;
  const { verdict, probed } = judged;
  if (verdict.status !== 'fail') return [];
  const label = (name: string, text: string) => labelled(name, text, paint);
  const [first] = verdict.findings;
  const died = verdict.died === undefined ? [] : label('died', `the server ended while this check ran: ${shownExit(verdict.died)}`);
  const log = notableLines(probed?.log ?? []);
  return [
    `${paint.red('✗')} ${paint.bold(check.id)}   ${check.title}`,
    ...label('rule', `${ruleNumber}. ${rule.text}`),
    ...label('why', rule.why),
    ...(probed === undefined ? [] : label('sent', stepLines(probed.steps).map(safe).join('\n'))),
    ...findingLines(verdict, label),
    ...died,
    ...limitLines(verdict.hit, paint),
    ...measureLines(judged, paint),
    ...(log.length === 0 ? [] : label('log', log.map(safe).join('\n'))),
    ...label('hint', first?.hint ?? check.hint),
    ...label('again', `${plan.command} --only ${check.id} --seed ${plan.seed}`),
  ];
}

type Label = (name: string, text: string) => readonly string[];

function findingLines(verdict: Verdict & { readonly status: 'fail' }, label: Label): readonly string[] {
  return verdict.findings.flatMap((finding, at) => {
    const repeated = verdict.findings.slice(0, at).some(({ actual }) => actual === finding.actual);
    const [expected, ...others] = finding.expected;
    return [
      ...label('expected', safeShort(expected)),
      ...others.flatMap((other) => label('or', safeShort(other))),
      ...(repeated ? [] : label('actual', safeShort(finding.actual))),
      ...difference(finding, label),
    ];
  });
}

/** Where both sides are larger JSON, the lines that differ. */
function difference({ expected, actual }: KeyedFinding, label: Label): readonly string[] {
  const [wanted, got] = [parse(expected[0]), parse(actual)];
  if (wanted === undefined || got === undefined || actual.length < 60) return [];
  const lines = diffJson(wanted as object, got as object).flatMap(({ added, removed, value }) =>
    added || removed
      ? value
          .trimEnd()
          .split('\n')
          .map((line) => `${added ? '+' : '-'}${line}`)
      : [],
  );
  return lines.length === 0 ? [] : label('diff', safeShort(lines.join('\n')));
}

/** The last lines, and a panic's lines wherever they are. */
function notableLines(log: readonly string[]): readonly string[] {
  const panic = log.findIndex((line) => line.includes('panicked at'));
  if (panic === -1) return log.slice(-logLines);
  return log.slice(panic, panic + 2);
}

function parse(text: string): Json | undefined {
  if (!/^[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
