import type { BuildFault } from '../../core/driver.ts';
import type { Plan } from '../../core/event.ts';
import { mebibytes } from '../../core/mebibytes.ts';
import type { Paint } from '../paint.ts';
import { safe } from '../safe.ts';
import { labelled } from './label.ts';

const outputLines = 40;

/** A project that did not build: cargo's own words first, then what to do. */
export function notBuiltLines(why: BuildFault, output: string, plan: Pick<Plan, 'command'>, paint: Paint): readonly string[] {
  const { title, hint } = words(why);
  const lines = safe(output).split('\n');
  const shown =
    lines.length <= outputLines
      ? lines
      : [...lines.slice(0, outputLines), `… (${lines.length - outputLines} more lines: cargo build shows them)`];
  return [
    ...(output.trim() === '' ? [] : [...shown, '']),
    `${paint.red('✗')} ${paint.bold(title)}`,
    ...labelled('hint', hint, paint),
    ...labelled('again', plan.command, paint),
  ];
}

function words(why: BuildFault): { readonly title: string; readonly hint: string } {
  switch (why.kind) {
    case 'does-not-compile':
      return { title: 'The project does not compile', hint: 'Start with the first error above: the later ones often come from it.' };
    case 'no-query-cache':
      return {
        title: 'query! needs its query cache, and there is none',
        hint: 'Run cargo sqlx prepare and commit the .sqlx folder: no database is there while the project is built.',
      };
    case 'crate-outside': {
      const names = why.crates.map(
        ({ name, wanted, vetted }) =>
          `${name}${wanted === '*' ? '' : ` ${wanted}`}${vetted === undefined ? '' : ` (the vetted set has ${vetted})`}`,
      );
      return {
        title: `The project needs ${names.length === 1 ? 'a crate' : 'crates'} that cannot be had here: ${names.join(', ')}`,
        hint: 'Check the name and the version in Cargo.toml. The exercise can be solved with the crates that its starter names.',
      };
    }
    case 'cargo-failed':
      return { title: 'cargo could not build the project', hint: 'Its words are above: most often it is about Cargo.toml.' };
    case 'too-long':
      return {
        title: `The build was stopped after ${Math.round(why.limitMs / 1000)} s`,
        hint: 'Look for a build script that waits for something.',
      };
    case 'too-large':
      return {
        title: `The program that was built is larger than ${mebibytes(why.limitBytes)}`,
        hint: 'Look for a large static, or a file that is included in the program.',
      };
    case 'out-of-memory':
      return {
        title: `The build took more than its ${mebibytes(why.limitBytes)} of memory`,
        hint: 'Look for a macro or a constant that expands without end, or a build script that keeps all it reads.',
      };
    case 'too-much-disk':
      return {
        title: `The build wrote more than its ${mebibytes(why.limitBytes)} to disk`,
        hint: 'Look for a build script or a macro that writes files in a loop.',
      };
    case 'too-many-processes':
      return {
        title: `The build asked for more than its ${why.limit} processes and threads`,
        hint: 'Look for a build script or a macro that starts processes in a loop.',
      };
  }
}
