import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { closest } from '../core/closest.ts';
import { fail } from './fail.ts';

/** Reads the command line and runs the command it names. */
export async function main(argv: readonly string[], version: string): Promise<void> {
  const program = new Command('kata')
    .description('Grades Rust backend exercises from outside: routes, statuses, latency, shutdown.')
    .version(version)
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({ writeErr: () => {} });
  const path = new Option('--path <dir>', 'the project’s folder');
  const driver = () => new Option('--driver <driver>', 'where to build and run').choices(['auto', 'docker', 'local']).default('auto');

  program
    .command('check')
    .description('grade the project you stand in')
    .argument('[exercise]', 'which exercise, where Cargo.toml does not say')
    .addOption(path)
    .addOption(driver())
    .option('--only <ids>', 'only these checks and what they need, comma separated', list)
    .option('--seed <n>', 'repeat the inputs of an earlier run', seed)
    .option('--all', 'show every failure in full', false)
    .option('--json', 'print the result as JSON', false)
    .option('--verbose', 'show every check', false)
    .action(async (exercise, options) => (await import('./commands/check.ts')).checkCommand(exercise, options));
  program
    .command('run')
    .description('boot the project as the grader does, on a fixed port, and stay')
    .argument('[exercise]', 'which exercise, where Cargo.toml does not say')
    .addOption(path)
    .addOption(driver())
    .option('--port <port>', 'the port to serve on', port, 3000)
    .option('--env <NAME=value>', 'a variable that differs; may be repeated', variable, {})
    .action(async (exercise, options) => (await import('./commands/run.ts')).runCommand(exercise, options));
  program
    .command('list')
    .description('list the exercises')
    .option('--json', 'print them as JSON', false)
    .action(async (options) => (await import('./commands/list.ts')).listCommand(options));
  program
    .command('spec')
    .description('show what an exercise demands')
    .argument('<exercise>')
    .option('--checks', 'list its checks instead', false)
    .action(async (exercise, options) => (await import('./commands/spec.ts')).specCommand(exercise, options));
  program
    .command('start')
    .description('begin an exercise: copies its starter')
    .argument('<exercise>')
    .argument('[dir]', 'the folder to make; the exercise’s name by default')
    .action(async (exercise, dir) => (await import('./commands/start.ts')).startCommand(exercise, dir));
  program
    .command('images')
    .description('build or list the Docker images')
    .argument('<action>', 'build')
    .option('--force', 'build them even if they are there', false)
    .action(async (action, options) => (await import('./commands/images.ts')).imagesCommand(action, options));
  program
    .command('verify')
    .description('for authors: grade an exercise’s solution, starter and mistakes')
    .argument('<exercise>')
    .addOption(driver())
    .option('--only <names>', 'only these variants, comma separated', list)
    .option('--seed <n>', 'the seed of all runs', seed)
    .action(async (exercise, options) => (await import('./commands/verify.ts')).verifyCommand(exercise, options));
  program
    .command('doctor')
    .description('look at what kata needs on this machine')
    .action(async () => (await import('./commands/doctor.ts')).doctorCommand());

  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) return fail(error);
    if (error.exitCode === 0) return;
    if (error.code === 'commander.help') {
      program.outputHelp();
      process.exitCode = 2;
      return;
    }
    fail(error, suggestion(error.message, program.commands.map((command) => command.name())));
  }
}

function suggestion(message: string, commands: readonly string[]): string {
  const unknown = /unknown command '([^']+)'/.exec(message)?.[1];
  const guess = unknown === undefined ? undefined : closest(unknown, commands);
  return guess === undefined ? 'kata --help shows the commands and their options' : `did you mean kata ${guess}?`;
}

function list(value: string): readonly string[] {
  return value.split(',').map((item) => item.trim()).filter((item) => item !== '');
}

function seed(value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new InvalidArgumentError('a seed is a whole number, as an earlier report printed it');
  return Number(value);
}

function port(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 65_535) throw new InvalidArgumentError('a port is a number from 1 to 65535');
  return number;
}

function variable(value: string, others: { readonly [name: string]: string }): { readonly [name: string]: string } {
  const at = value.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('write it as NAME=value');
  return { ...others, [value.slice(0, at)]: value.slice(at + 1) };
}
