import { knownIds, loadExercise } from '../../../exercises/index.ts';
import type { Changes, Variables } from '../../core/environment.ts';
import type { Exercise } from '../../core/exercise.ts';
import { shownExit } from '../../core/exit.ts';
import type { Exit } from '../../core/program.ts';
import { buildLocally } from '../../drivers/local/build.ts';
import { createLocalLauncher } from '../../drivers/local/launcher.ts';
import { awaitBoot } from '../../examine/boot.ts';
import { serverEnvironment } from '../../examine/environment.ts';
import { findProject } from '../../project/find.ts';
import { folderAt, sourceAt, unpackFirst } from '../../project/source.ts';
import { safe } from '../../report/safe.ts';
import { notBootedLines } from '../../report/text/not-booted.ts';
import { notBuiltLines } from '../../report/text/not-built.ts';
import { shellWord } from '../../report/text/shell.ts';
import { exerciseNamed } from '../exercise-named.ts';
import { startOwnCompanions, typedFaults } from '../own-companions.ts';
import { assertFree, portIn } from '../port.ts';
import { showProgress } from '../progress.ts';
import { interruptSignal } from '../signals.ts';
import { createTeller, type Teller } from '../teller.ts';
import { paintFor } from '../terminal.ts';
import { readTyped, type TypedCommands } from '../typed.ts';

export interface RunOptions {
  readonly path?: string;
  readonly port: number;
  readonly env: Changes;
}

const host = '127.0.0.1';
const server = 1;

/**
 * `kata run`: builds and boots the project as the grader does, on a fixed port, and stays until the program
 * ends. What the program prints goes to stdout; what kata has to say, to stderr.
 */
export async function runCommand(name: string | undefined, options: RunOptions): Promise<void> {
  const exerciseId = name === undefined ? undefined : await exerciseNamed(name);
  let teller: Teller | undefined;
  let typed: { stop(): void } | undefined;
  let restarting: Promise<void> | undefined;
  const signal = interruptSignal((received) => teller?.tell(received) ?? false);
  const source = await (options.path === undefined ? folderAt('.') : sourceAt(options.path));
  if (source.kind !== 'folder') throw unpackFirst(options.path ?? '');
  const found = await findProject({ source, named: options.path !== undefined, exerciseId, known: knownIds });
  const exercise = await loadExercise(found.exerciseId);
  // So that pkill -f '^kata run' finds this process, as the reports have it.
  process.title = `kata run ${exercise.id}`;
  const port = portIn(options.env.PORT ?? undefined) ?? options.port;
  await assertFree(host, port);
  const command = commandFor(exercise, options);
  const binary = await build(found.project, command, signal);
  if (binary === undefined) return;

  const own = await startOwnCompanions(exercise);
  const launcher = createLocalLauncher(binary, (line) => process.stdout.write(`${safe(line)}\n`));
  try {
    const env = serverEnvironment(exercise, launcher.bindHost, port, { ...own.beside.env, ...options.env });
    say(head(exercise, env));
    await launcher.start({ id: server, env });
    teller = createTeller(launcher, server, env, say);
    const boot = await awaitBoot(exercise.boot, launcher, server, port);
    // A program that ends of a variable that was changed on purpose may well be right to do so.
    const meant = boot.kind === 'exited' && (teller.told() || Object.keys(options.env).length > 0);
    if (boot.kind !== 'ready' && !meant) {
      await restOfLog();
      say(notBootedLines(boot, { exercise, command }, paintFor(process.stderr), []).join('\n'));
      process.exitCode = 1;
      return;
    }
    if (boot.kind === 'ready')
      say(`kata: ready after ${boot.ms} ms: ${address(exercise, port)} (Ctrl+C sends SIGINT; pkill -TERM -f '^kata run' sends SIGTERM)`);
    typed = readTyped({ ...restarts(env), ...typedFaults(own.beside) }, say);
    const exit = await lastExit();
    await restOfLog();
    say(`kata: ${found.project.binary} ended${teller.since()}: ${shownExit(exit)}`);
    process.exitCode = exit.code === 0 ? 0 : 1;
  } finally {
    teller?.stop();
    typed?.stop();
    await launcher.removeAll();
    await own.stop();
  }

  function restarts(env: Variables): TypedCommands {
    const by = (signal: 'SIGKILL' | 'SIGTERM') => async () => {
      const restarted = launcher.signal(server, signal).then(() => launcher.exit(server));
      restarting = restarted.then(async () => {
        await launcher.remove(server);
        await launcher.start({ id: server, env });
      });
      await restarting;
    };
    return { 'restart KILL': by('SIGKILL'), 'restart TERM': by('SIGTERM') };
  }

  /** The end of the program that nobody asked to come back. */
  async function lastExit(): Promise<Exit> {
    const exit = await launcher.exit(server);
    const again = restarting;
    restarting = undefined;
    if (again === undefined) return exit;
    await again;
    return lastExit();
  }

  /** A last line without a line end, once everything has been read. */
  async function restOfLog(): Promise<void> {
    const { lines } = await launcher.log(server, Number.MAX_SAFE_INTEGER);
    for (const line of lines) process.stdout.write(`${safe(line)}\n`);
  }
}

async function build(project: Parameters<typeof buildLocally>[0], command: string, signal: AbortSignal): Promise<string | undefined> {
  const progress = showProgress(process.stderr);
  progress.begin(`building ${project.packageName}`);
  const built = await buildLocally(project, (step) => progress.show({ type: 'building', progress: step }), signal).finally(progress.end);
  if (built.kind === 'built') return built.artifact;
  say(notBuiltLines(built.why, built.output, { command }, paintFor(process.stderr)).join('\n'));
  process.exitCode = 1;
  return undefined;
}

function head({ id }: Exercise, env: Variables): string {
  const variables = Object.entries(env)
    .map(([name, value]) => shellWord(`${name}=${value}`))
    .join(' ');
  return [
    `${id} · local driver: in Docker no port is published`,
    `    env   ${variables}, and nothing else`,
    '    in    an empty folder of its own',
  ].join('\n');
}

function address({ boot }: Exercise, port: number): string {
  return boot.ready.kind === 'http' ? `http://${host}:${port}` : `${host}:${port}`;
}

function commandFor({ id }: Exercise, { path, port, env }: RunOptions): string {
  const variables = Object.entries(env).map(([name, value]) => ` --env ${value === null ? name : shellWord(`${name}=${value}`)}`);
  return `kata run ${id}${path === undefined ? '' : ` --path ${shellWord(path)}`}${port === 3000 ? '' : ` --port ${port}`}${variables.join('')}`;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
