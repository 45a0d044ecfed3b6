import type { Json } from '../../runner/core/json.ts';
import type { ExitSeen } from '../../runner/core/tools.ts';
import { isList, isObject } from './json.ts';
import { defect, different, type Mutation, tolerated, within } from './mutation.ts';

export function isExit(value: Json): boolean {
  return isObject(value) && typeof value.ms === 'number' && (value.kind === 'exited' || value.kind === 'running');
}

/** A program that runs on, or ends with another code or by a signal. What it printed, where that was kept, as lines. */
export function exitMutations(value: Json): readonly Mutation[] {
  if (!isObject(value)) return [];
  const { kind, code, signal, ...rest } = value as unknown as ExitSeen & { readonly code?: number; readonly signal?: string };
  const exited = (changedCode: number | null, changedSignal: string | null): Json => ({
    ...(rest as { readonly [key: string]: Json }),
    kind: 'exited',
    code: changedCode,
    signal: changedSignal,
  });
  return different(
    [
      ...(kind === 'exited' ? [defect('runs on', { ...(rest as { readonly [key: string]: Json }), kind: 'running' })] : []),
      ...[0, 1, 101]
        .filter((other) => other !== code)
        .map((other) => defect(`exit code ${code ?? signal} → ${other}`, exited(other, null))),
      ...['SIGTERM', 'SIGINT', 'SIGSEGV', 'SIGABRT']
        .filter((other) => other !== signal)
        .map((other) => defect(`exit ${code ?? signal} → ${other}`, exited(null, other))),
      tolerated('a little later', { ...value, ms: Number(value.ms) + 5 }),
      ...(isList(value.log) ? within('.log', logMutations(value.log), (log) => ({ ...value, log })) : []),
    ],
    value,
  );
}

export function isLog(value: Json): boolean {
  return isList(value) && value.length > 0 && value.every((line) => typeof line === 'string' && line.includes(' '));
}

/** Lines that are missing, empty, twice or cut short; more in a line is for the program to say. */
export function logMutations(value: Json): readonly Mutation[] {
  const lines = value as readonly string[];
  const first = lines[0] ?? '';
  return different(
    [
      defect('no lines', []),
      defect(
        'lines without text',
        lines.map(() => ''),
      ),
      defect('first line twice', [first, ...lines]),
      ...(lines.length > 1 ? [defect('first line missing', lines.slice(1))] : []),
      tolerated(
        'more at the end of each line',
        lines.map((line) => `${line} request_id=7`),
      ),
      tolerated(
        'more at the start of each line',
        lines.map((line) => `[kata] ${line}`),
      ),
    ],
    value,
  );
}

export function isRefusal(value: Json): boolean {
  return isObject(value) && typeof value.refused === 'boolean' && typeof value.ms === 'number' && !('kind' in value);
}

export function refusalMutations(value: Json): readonly Mutation[] {
  if (!isObject(value)) return [];
  return [defect(`refused ${value.refused} → ${!value.refused}`, { ...value, refused: !value.refused })];
}
