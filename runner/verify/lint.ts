import { execa } from 'execa';
import { InfrastructureError } from '../core/fault.ts';
import type { Problem } from './problem.ts';

/** What `cargo fmt --check` and `cargo clippy -D warnings` say of a solution, which learners read as the model answer. */
export async function lintSolution(workspace: string, exerciseId: string, signal: AbortSignal): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { words, what, next } of linters(exerciseId)) {
    const { failed, stdout, stderr, exitCode } = await execa('cargo', words, {
      cwd: workspace,
      stdin: 'ignore',
      reject: false,
      cancelSignal: signal,
    });
    signal.throwIfAborted();
    if (exitCode === undefined || /no such command|is not installed/.test(stderr)) {
      throw new InfrastructureError(
        `cargo ${words[0]} is not installed here`,
        `rustup component add ${words[0] === 'fmt' ? 'rustfmt' : 'clippy'}`,
      );
    }
    if (failed) problems.push({ file: `fixtures/${exerciseId}/solution`, what: `${what}:\n${(stdout + stderr).trim()}`, next });
  }
  return problems;
}

function linters(name: string) {
  const clippy = ['clippy', '--quiet', '--all-targets', '--package', name];
  return [
    { words: ['fmt', '--check', '--package', name], what: 'is not formatted', next: `cargo fmt --package ${name}, in fixtures/` },
    { words: [...clippy, '--', '-D', 'warnings'], what: 'has warnings', next: `cargo ${clippy.join(' ')}, in fixtures/, shows them` },
  ];
}
