import { spawn } from 'node:child_process';
import { InfrastructureError } from '../../core/fault.ts';

/**
 * SQLite's own program, a process for each thing that is asked of a file: what a server puts into it can hold
 * up such a process, and nothing else of kata's. Its locks are those of any other program.
 */
export interface Shell {
  /** Runs SQL to its end. */
  ask(sql: string): Promise<Asked>;
  /** Runs SQL and stays, with whatever lock that took, until it is let go. */
  hold(sql: string): Promise<Holding>;
}

/** The rows as JSON, or what SQLite said. */
export type Asked = { readonly kind: 'rows'; readonly json: string } | { readonly kind: 'refused'; readonly why: string };

export type Holding = { readonly kind: 'held'; letGo(): Promise<void> } | { readonly kind: 'refused'; readonly why: string };

const limitMs = 5_000;
/** The server may be in the middle of its own work. */
const busyMs = 2_000;
const outputBytes = 1_000_000;
const mark = 'held';
// Somebody else made the file: no link is followed, and nothing in it is run.
const words = ['-batch', '-bail', '-safe', '-nofollow', '-json', '-cmd', `.timeout ${busyMs}`];

export function createShell(file: string): Shell {
  return {
    ask: async (sql) => {
      const shell = start(file);
      shell.end(sql);
      const { code, stdout, stderr } = await shell.ended;
      return code === 0 ? { kind: 'rows', json: stdout } : { kind: 'refused', why: saidIn(stderr) };
    },
    hold: async (sql) => {
      const shell = start(file);
      const ended = await Promise.race([shell.says(`${sql}\n.print ${mark}\n`), shell.ended]);
      if (ended !== undefined) return { kind: 'refused', why: saidIn(ended.stderr) };
      const letGo = async () => {
        shell.end('');
        await shell.ended;
      };
      return { kind: 'held', letGo };
    },
  };
}

function start(file: string) {
  const shell = spawn('sqlite3', [...words, file], { env: { PATH: process.env.PATH, HOME: '/' } });
  const output = { stdout: '', stderr: '' };
  let said = () => {};
  const keep = (stream: keyof typeof output) => (bytes: Buffer) => {
    output[stream] += bytes.toString('utf8');
    if (output[stream].length > outputBytes) shell.kill('SIGKILL');
    if (output.stdout.includes(mark)) said();
  };
  shell.stdout.on('data', keep('stdout'));
  shell.stderr.on('data', keep('stderr'));
  // It may have ended before it has read everything.
  shell.stdin.on('error', () => {});
  const limit = setTimeout(() => shell.kill('SIGKILL'), limitMs);
  const ended = new Promise<{ readonly code: number | null } & typeof output>((resolve, reject) => {
    shell.once('error', (error) => reject(unstartable(error)));
    shell.once('close', (code) => resolve({ code, ...output }));
  }).finally(() => clearTimeout(limit));
  return {
    ended,
    end: (sql: string) => void shell.stdin.end(sql),
    says: (sql: string) =>
      new Promise<undefined>((resolve) => {
        said = () => {
          clearTimeout(limit);
          resolve(undefined);
        };
        shell.stdin.write(sql);
      }),
  };
}

function saidIn(stderr: string): string {
  const line = stderr.split('\n').find((text) => text.trim() !== '') ?? 'nothing within 5 s';
  return line.replace(/^(Runtime|Parse) error near line \d+: /, '');
}

function unstartable(error: Error): InfrastructureError {
  return new InfrastructureError(
    `this exercise needs SQLite’s program sqlite3, which could not be started: ${error.message}`,
    'install it (Debian and Ubuntu: apt-get install sqlite3; macOS has it), or use --driver docker',
    { cause: error },
  );
}
