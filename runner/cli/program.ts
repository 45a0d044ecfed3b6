import { Command, CommanderError, Option } from 'commander';
import { goldenSeed } from '../verify/golden/seed.ts';
import { fail } from './fail.ts';
import { count, kindList, list, optionText, port, seed, shard, variable } from './options.ts';
import { suggestion } from './suggestion.ts';

const firstSteps = `
First steps:
  kata list                    the exercises, in order
  kata start week1-hello-api   begins one, in a folder of that name
  kata spec week1-hello-api    what it demands
  kata check                   in that folder: builds it, and says what to do first`;

const exitCodes = `
Exit codes:
  0 all passed · 1 not passed, not built or not booted · 2 wrong usage
  3 the machine’s fault · 4 a fault of kata · 130 interrupted`;

const checkHelp = `
--path names a folder, or what is packed, which only the docker driver builds:
  project.zip  project.tar.gz          an archive, read in memory and never unpacked on this machine
  project.git  project.git@<commit>    a git repository (or its .git folder): HEAD, or that commit`;

const runHelp = `
Ctrl+C sends the program SIGINT, and pkill -TERM -f '^kata run' SIGTERM. It always runs
on this machine: in Docker no port is published, so nothing could reach it from here.
While it runs, type restart KILL or restart TERM; and where the exercise has a companion,
database or redis refuse, hang, slow, cut or serve (Postgres, Redis), database lock, read or
unlock (SQLite), upstream refuse, hang, slow, cut, serve, or answer /path 200 text.`;

const batchHelp = `
Each submission is a folder, a .zip, a .tar.gz or a git repository (name.git). A CSV names
them with a line name,path or name,path,commit,late. Each result is on the disk before it is
told, so a batch may be stopped at any moment: the same command, or --resume, goes on.

Exit codes:
  0 all are graded, whatever they came to · 2 wrong usage · 3 some are not: the machine’s fault
  4 some are not: a fault of kata · 130 interrupted`;

const startHelp = `
Inside a Cargo workspace the new folder joins it, so that exercises share one target folder.`;

/** Reads the command line and runs the command it names. */
export async function main(argv: readonly string[], version: string): Promise<void> {
  lastResorts();
  const program = new Command('kata')
    .description('Grades Rust backend exercises from outside: routes, statuses, latency, shutdown.')
    .version(version)
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({ writeErr: () => {} })
    .configureHelp({ optionDescription: optionText })
    .addHelpText('after', firstSteps);
  const driver = () => new Option('--driver <driver>', 'where to build and run').choices(['auto', 'docker', 'local']).default('auto');
  const runtime = new Option('--runtime <name>', 'the engine’s runtime to hold what is yours, such as runsc');

  program
    .command('check')
    .description('grade the project you stand in')
    .argument('[exercise]', 'which exercise, or which row of a roadmap, where Cargo.toml does not say')
    .option('--path <path>', 'the project: a folder, a .zip, a .tar.gz or a git repository')
    .addOption(driver())
    .addOption(runtime)
    .option('--no-fetch', 'refuse crates outside the vetted set, which are fetched otherwise')
    .option('--only <ids>', 'only these checks and what they need, comma separated', list)
    .option('--seed <n>', 'repeat the inputs of an earlier run', seed)
    .option('--all', 'show every failure in full', false)
    .option('--record <file>', 'keep all that was seen, for kata replay')
    .option('--json', 'print the result as JSON', false)
    .option('--verbose', 'show every check', false)
    .addHelpText('after', `${checkHelp}\n${exitCodes}`)
    .action(async (exercise, options) => (await import('./commands/check.ts')).checkCommand(exercise, options));
  program
    .command('replay')
    .description('judge a recorded run again, without a server')
    .argument('<file>', 'what kata check --record made')
    .option('--all', 'show every failure in full', false)
    .option('--json', 'print the result as JSON', false)
    .option('--verbose', 'show every check', false)
    .action(async (file, options) => (await import('./commands/replay.ts')).replayCommand(file, options));
  program
    .command('run')
    .description('boot the project as the grader does, on a fixed port, and stay')
    .argument('[exercise]', 'which exercise, where Cargo.toml does not say')
    .option('--path <dir>', 'the project’s folder')
    .option('--port <port>', 'the port to serve on', port, 3000)
    .option('--env <NAME=value>', 'a variable that differs, or NAME alone to leave it out; may be repeated', variable, {})
    .addHelpText('after', runHelp)
    .action(async (exercise, options) => (await import('./commands/run.ts')).runCommand(exercise, options));
  program
    .command('list')
    .description('list the exercises, or a roadmap’s rows')
    .option('--track <id>', 'this roadmap, row by row')
    .option('--json', 'print them as JSON', false)
    .action(async (options) => (await import('./commands/list.ts')).listCommand(options));
  program
    .command('spec')
    .description('show what an exercise demands, rule by rule')
    .argument('<exercise>', 'its name, as kata list prints it')
    .option('--checks', 'list its checks instead, by rule', false)
    .action(async (exercise, options) => (await import('./commands/spec.ts')).specCommand(exercise, options));
  program
    .command('start')
    .description('begin an exercise: copies its starter')
    .argument('<exercise>', 'its name, as kata list prints it')
    .argument('[dir]', 'the folder to make; the exercise’s name by default')
    .addHelpText('after', startHelp)
    .action(async (exercise, dir) => (await import('./commands/start.ts')).startCommand(exercise, dir));
  program
    .command('batch')
    .description('grade all submissions of a class, in Docker')
    .argument('[submissions]', 'a folder of them, the zip that Canvas hands out, or a CSV with name and path')
    .option('--exercise <id>', 'which exercise, or which row of a roadmap')
    .requiredOption('--out <folder>', 'where the results are kept; what is graded there already is not graded again')
    .option('--roster <file>', 'the gradebook that Canvas exports: whose submissions these are')
    .option('--resume', 'go on with the batch that is in that folder', false)
    .option('--regrade', 'grade anew what another kata would grade otherwise, and say who changes', false)
    .option('--diff', 'with --regrade: say so, and write nothing over', false)
    .option('--rejudge', 'with --regrade: only ask the judges of today about what was seen then', false)
    .option('--jobs <n>', 'how many to grade at once; by default as many as this machine has room for', count)
    .option('--fetch', 'take crates outside the vetted set as well, which are fetched without running any of them', false)
    .addOption(runtime)
    .option('--seed <n>', 'the seed of all runs', seed)
    .addHelpText('after', batchHelp)
    .action(async (submissions, options) => (await import('./commands/batch.ts')).batchCommand(submissions, options));
  program
    .command('images')
    .description('build the Docker images that the docker driver needs')
    .argument('<action>', 'build')
    .option('--force', 'build them even if they are there', false)
    .action(async (action, options) => (await import('./commands/images.ts')).imagesCommand(action, options));
  program
    .command('new')
    .description('for authors: begin an exercise, which is a draft at first')
    .argument('<id>', 'its name, such as week5-cancel')
    .action(async (id) => (await import('./commands/new.ts')).newCommand(id));
  program
    .command('verify')
    .description('for authors: prove exercises by their solution, starter and mistakes')
    .argument('[exercises...]')
    .option('--all', 'every exercise there is', false)
    .option('--shard <k/n>', 'with --all: every n-th of them, from the k-th on', shard)
    .addOption(driver().default('local'))
    .addOption(runtime)
    .option('--only <names>', 'only these variants, comma separated', list)
    .option('--seed <n>', 'the seed of all runs', seed, goldenSeed)
    .option('--update', 'keep the reports of today as golden ones, and the proof', false)
    .option('--runs <n>', 'hunt for flakes: grade each variant this often, with other seeds', count)
    .option('--stress', 'the same on a machine whose cores are over-committed', false)
    .addOption(new Option('--kinds <kinds>', 'the same with these checks only: function, life, time').argParser(kindList))
    .option('--journal <file>', 'keep the runs of a hunt, and go on with those it has')
    .option('--json', 'print the proofs as JSON', false)
    .option('--markdown', 'print the proofs as Markdown', false)
    .action(async (exercises, options) => (await import('./commands/verify.ts')).verifyCommand(exercises, options));
  program
    .command('doctor')
    .description('look at what kata needs on this machine')
    .option('--clean', 'remove what runs that were killed left behind', false)
    .action(async (options) => (await import('./commands/doctor.ts')).doctorCommand(options));

  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) return fail(error);
    if (error.exitCode === 0) return;
    if (error.code === 'commander.help') {
      process.stderr.write(`${program.helpInformation()}${firstSteps}\n`);
      process.exitCode = 2;
      return;
    }
    fail(error, suggestion(error.message, argv, program));
  }
}

function lastResorts(): void {
  process.on('uncaughtException', (error) => {
    fail(error);
    process.exit();
  });
  // Whoever read the output has gone: there is nobody left to tell.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') fail(error);
    process.exit();
  });
}
