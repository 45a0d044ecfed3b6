import { type Left, removeLeft } from '../../core/left.ts';
import type { Paint } from '../../report/paint.ts';
import { safe } from '../../report/safe.ts';
import { findLeft } from '../left.ts';
import { examineMachine, type Need, workingDrivers } from '../machine.ts';
import { paintFor } from '../terminal.ts';

/** `kata doctor`: what kata needs on this machine, whether it is there, and what brings it. */
export async function doctorCommand({ clean }: { readonly clean: boolean }): Promise<void> {
  if (clean) return cleanUp();
  const paint = paintFor(process.stdout);
  const [needs, left] = await Promise.all([examineMachine(process.env.DOCKER_HOST), findLeft(process.env.DOCKER_HOST)]);
  const drivers = workingDrivers(needs);
  const [driver] = drivers;
  const verdict =
    driver === undefined
      ? `${paint.red('✗')} no driver can work here: bring what ${needs.some(({ name, there }) => name === 'engine' && there) ? 'docker' : 'local'} needs`
      : `${paint.green('✓')} kata can grade here; kata check takes the ${driver} driver${drivers.length > 1 ? ', and --driver local works as well' : ''}`;
  const all = left.found.length === 0 ? needs : [...needs, toClean(left.found)];
  process.stdout.write(`${[...all.flatMap((need) => shown(need, driver === undefined, paint)), '', verdict].join('\n')}\n`);
  process.exitCode = driver === undefined ? 3 : 0;
}

async function cleanUp(): Promise<void> {
  const { found, engineIsThere } = await findLeft(process.env.DOCKER_HOST);
  const removed = new Set(await removeLeft(found));
  const lines = found.map((one) => `${removed.has(one) ? 'removed' : 'could not remove'} ${one.kind} ${safe(one.name)}`);
  const others = engineIsThere ? [] : ['no Docker engine answers, so nothing was looked for there'];
  process.stdout.write(`${[...(lines.length === 0 ? ['nothing was left behind'] : lines), ...others].join('\n')}\n`);
  process.exitCode = removed.size === found.length ? 0 : 3;
}

function toClean(left: readonly Left[]): Need {
  const kinds = new Map<string, number>();
  for (const { kind } of left) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const counts = [...kinds].map(([kind, count]) => `${count} ${plural(kind, count)}`);
  return { name: 'left', there: false, seen: `${counts.join(', ')} of runs that were killed`, fix: 'kata doctor --clean', for: [] };
}

function plural(kind: string, count: number): string {
  if (count === 1) return kind;
  return kind === 'process' ? 'processes' : `${kind}s`;
}

function shown({ name, there, seen, fix, for: drivers }: Need, stuck: boolean, paint: Paint): readonly string[] {
  const mark = there ? paint.green('✓') : stuck && drivers.length > 0 ? paint.red('✗') : paint.yellow('-');
  const needed = drivers.length === 1 ? paint.dim(`   (${drivers[0]} driver)`) : '';
  return [
    `${mark} ${name.padEnd(10)}${safe(seen)}${needed}`,
    ...(there || fix === undefined ? [] : [`            ${paint.dim('fix')} ${fix}`]),
  ];
}
