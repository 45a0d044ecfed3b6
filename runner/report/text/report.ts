import { type Judged, judgedIn, type Plan, planIn, type RunEvent } from '../../core/event.ts';
import type { Paint } from '../paint.ts';
import { failureLines } from './failure.ts';
import { measureLines } from './measures.ts';
import { notBootedLines } from './not-booted.ts';
import { notBuiltLines } from './not-built.ts';
import { usageLines } from './usage.ts';

const briefFailures = 5;

interface TextOptions {
  readonly paint: Paint;
  /** Every failure in full. */
  readonly all: boolean;
  /** Every check in a line. */
  readonly verbose: boolean;
}

/** The report of a run, for people: a fold of its events. */
export function textReport(events: readonly RunEvent[], { paint, all, verbose }: TextOptions): string {
  const plan = planIn(events);
  if (plan === undefined) return '';
  const judged = inOrder(plan, judgedIn(events));
  const linesOf = (event: RunEvent): readonly string[] => {
    switch (event.type) {
      case 'planned':
        return [`${paint.bold(plan.exercise.id)} · ${plan.driver} driver: ${plan.because} · seed ${plan.seed}`];
      case 'built':
        return event.notes.map((note) => paint.dim(`note: ${note}`));
      case 'not-built':
        return ['', ...notBuiltLines(event.why, event.output, plan, paint)];
      case 'not-booted':
        return ['', ...notBootedLines(event.fault, plan, paint)];
      case 'finished':
        return [
          ...(verbose ? ['', ...everyCheck(judged, paint)] : []),
          ...failures(judged, plan, paint, all),
          '',
          ...summary(judged, event.checksMs, plan, paint),
        ];
      case 'building':
      case 'booted':
      case 'judged':
        return [];
    }
  };
  return `${[...events.flatMap(linesOf), ...(verbose ? usageLines(events).map(paint.dim) : [])].join('\n')}\n`;
}

function failures(judged: readonly Judged[], plan: Plan, paint: Paint, all: boolean): readonly string[] {
  const failed = judged.filter(({ verdict }) => verdict.status === 'fail');
  const others = judged.flatMap((one) => otherwise(one, paint));
  const inFull = all ? failed : failed.slice(0, 1);
  const brief = failed.slice(inFull.length);
  const hidden = brief.length - briefFailures;
  return [
    ...inFull.flatMap((one) => ['', ...failureLines(one, plan, paint)]),
    ...(brief.length === 0 ? [] : ['']),
    ...brief.slice(0, briefFailures).map(({ planned: { check } }) => `${paint.red('✗')} ${check.id}   ${paint.dim(check.title)}`),
    ...(hidden > 0 ? [paint.dim(`  and ${hidden} more: ${plan.command} --all shows each in full`)] : []),
    ...(others.length === 0 ? [] : ['', ...others]),
  ];
}

function otherwise(judged: Judged, paint: Paint): readonly string[] {
  const { planned, verdict } = judged;
  const { check } = planned;
  switch (verdict.status) {
    case 'inconclusive':
      return [
        `${paint.yellow('?')} ${check.id}   not judged, this machine was too busy: ${verdict.because}`,
        ...measureLines(judged, paint),
      ];
    case 'error':
      return [`${paint.yellow('!')} ${check.id}   a fault of kata, not yours; please report it: ${verdict.because}`];
    case 'pass':
    case 'fail':
    case 'blocked':
      return [];
  }
}

function everyCheck(judged: readonly Judged[], paint: Paint): readonly string[] {
  return judged.flatMap((one) => {
    const { planned, verdict, probed } = one;
    const { check, ruleNumber } = planned;
    const time = probed === undefined ? '' : paint.dim(` ${Math.round(probed.ms)} ms`);
    const by = verdict.status === 'blocked' ? paint.dim(` waits for ${verdict.by}`) : '';
    return [`${mark(verdict.status, paint)} ${String(ruleNumber).padStart(2)} ${check.id}${time}${by}`, ...measureLines(one, paint)];
  });
}

function mark(status: Judged['verdict']['status'], paint: Paint): string {
  switch (status) {
    case 'pass':
      return paint.green('✓');
    case 'fail':
      return paint.red('✗');
    case 'blocked':
      return paint.dim('·');
    case 'inconclusive':
      return paint.yellow('?');
    case 'error':
      return paint.yellow('!');
  }
}

function summary(judged: readonly Judged[], checksMs: number, plan: Plan, paint: Paint): readonly string[] {
  const count = (status: Judged['verdict']['status']) => judged.filter(({ verdict }) => verdict.status === status).length;
  const passed = count('pass');
  const counts = [
    `${passed} of ${judged.length} checks passed`,
    ...(count('fail') > 0 ? [paint.red(`${count('fail')} failed`)] : []),
    ...(count('blocked') > 0 ? [`${count('blocked')} wait for these`] : []),
    ...(count('inconclusive') > 0 ? [paint.yellow(`${count('inconclusive')} not judged`)] : []),
    ...(count('error') > 0 ? [paint.yellow(`${count('error')} broke`)] : []),
  ];
  const line = `${counts.join(' · ')} · ${(checksMs / 1000).toFixed(1)} s`;
  if (passed === judged.length) return [`${paint.green('✓')} ${line}`];
  return [line, ...(count('fail') > 0 ? [paint.dim(`the demands: kata spec ${plan.exercise.id}`)] : [])];
}

function inOrder(plan: Plan, judged: readonly Judged[]): readonly Judged[] {
  const place = new Map(plan.checks.map(({ check }, at) => [check.id, at]));
  return [...judged].sort((a, b) => (place.get(a.planned.check.id) ?? 0) - (place.get(b.planned.check.id) ?? 0));
}
