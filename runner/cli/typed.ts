import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { closest } from '../core/closest.ts';

/** Commands that are typed, or piped, into kata while a program runs: whole lines, each with what it does. */
export function readTyped(commands: { readonly [line: string]: () => Promise<void> }, say: (text: string) => void): { stop(): void } {
  if (process.stdin.isTTY && isInBackground()) return { stop: () => {} };
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (typed) => {
    const line = typed.trim();
    if (line === '') return;
    const command = commands[line];
    if (command === undefined) {
      const guess = closest(line, Object.keys(commands));
      return say(
        `kata: no command ${JSON.stringify(line)}; ${guess === undefined ? `there are ${Object.keys(commands).join(', ')}` : `did you mean ${guess}?`}`,
      );
    }
    command().then(
      () => say(`kata: ${line}: done`),
      (error: Error) => say(`kata: ${line}: ${error.message}`),
    );
  });
  return { stop: () => lines.close() };
}

/** Whoever reads a terminal from the background is stopped by it: the fields are process group and foreground group (proc_pid_stat(5)). */
function isInBackground(): boolean {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[2] !== fields[5];
  } catch {
    return false;
  }
}
