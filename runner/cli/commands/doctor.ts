import type { Paint } from '../../report/paint.ts';
import { safe } from '../../report/safe.ts';
import { examineMachine, type Need, workingDrivers } from '../machine.ts';
import { paintFor } from '../terminal.ts';

/** `kata doctor`: what kata needs on this machine, whether it is there, and what brings it. */
export async function doctorCommand(): Promise<void> {
  const paint = paintFor(process.stdout);
  const needs = await examineMachine(process.env.DOCKER_HOST);
  const drivers = workingDrivers(needs);
  const [driver] = drivers;
  const verdict =
    driver === undefined
      ? `${paint.red('✗')} no driver can work here: bring what ${needs.some(({ name, there }) => name === 'engine' && there) ? 'docker' : 'local'} needs`
      : `${paint.green('✓')} kata can grade here; kata check takes the ${driver} driver${drivers.length > 1 ? ', and --driver local works as well' : ''}`;
  process.stdout.write(`${[...needs.flatMap((need) => shown(need, driver === undefined, paint)), '', verdict].join('\n')}\n`);
  process.exitCode = driver === undefined ? 3 : 0;
}

function shown({ name, there, seen, fix, for: drivers }: Need, stuck: boolean, paint: Paint): readonly string[] {
  const mark = there ? paint.green('✓') : stuck && drivers.length > 0 ? paint.red('✗') : paint.yellow('-');
  const needed = drivers.length === 1 ? paint.dim(`   (${drivers[0]} driver)`) : '';
  return [
    `${mark} ${name.padEnd(10)}${safe(seen)}${needed}`,
    ...(there || fix === undefined ? [] : [`            ${paint.dim('fix')} ${fix}`]),
  ];
}
