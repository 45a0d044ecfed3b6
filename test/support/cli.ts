import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { execa, type Options } from 'execa';
import { expect } from 'vitest';

export const cli = resolve(import.meta.dirname, '../../dist/kata.js');

export interface Said {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** An environment in which no engine answers and nothing is coloured. */
export const plainEnvironment = { DOCKER_HOST: 'unix:///nowhere/docker.sock', NO_COLOR: '1' };

/** Runs the real command line, as one would type it. */
export async function kata(args: readonly string[], options: Pick<Options, 'cwd' | 'env' | 'uid' | 'extendEnv'> = {}): Promise<Said> {
  const env = { ...plainEnvironment, ...options.env };
  const { exitCode, stdout, stderr } = await execa(process.execPath, [cli, ...args], { ...options, env, reject: false, stdin: 'ignore' });
  return { exitCode, stdout: String(stdout), stderr: String(stderr) };
}

/**
 * Options to run kata as somebody to whom a file can be closed: as oneself, or where that is root, as nobody.
 * Undefined where nobody cannot get at kata itself.
 */
export async function asSomebody(): Promise<{ readonly uid?: number } | undefined> {
  if (process.getuid?.() !== 0) return {};
  const nobody = { uid: 65_534 };
  return (await kata(['--version'], { ...nobody, cwd: '/' })).exitCode === 0 ? nobody : undefined;
}

/** A refusal: one line for the cause, one for the next step, nothing on stdout, and no stack of ours. */
export function expectRefusal(said: Said, exitCode: number, cause: RegExp, next: RegExp): void {
  expect(said.stderr).not.toMatch(/\n\s+at |file:\/\/|fault of kata/);
  expect(said.stdout).toBe('');
  const [message = '', step = ''] = said.stderr
    .split('\n')
    .filter((line) => !/^kata: (building|built|still|verifying)|^kata: \S+: \d+ graded in/.test(line));
  expect(message).toMatch(/^kata: /);
  expect(message).toMatch(cause);
  expect(step).toMatch(/^next: /);
  expect(step).toMatch(next);
  expect(said.exitCode).toBe(exitCode);
}

/** A fresh folder with these files in it. */
export async function folderWith(files: { readonly [path: string]: string }): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'kata-test-')));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** The Cargo.toml of a package without dependencies, which compiles in a moment. */
export function manifest(exercise?: string, more = ''): string {
  const metadata = exercise === undefined ? '' : `\n[package.metadata.kata]\nexercise = "${exercise}"\n`;
  return `[package]\nname = "tried"\nversion = "0.1.0"\nedition = "2021"\n${metadata}${more}`;
}
