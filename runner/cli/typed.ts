import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { closest } from '../core/closest.ts';

/** Lines, each with what it does. One that ends with an ellipsis begins with what stands before, and is given the rest. */
export interface TypedCommands {
  readonly [line: string]: (rest: string) => Promise<void>;
}

const ellipsis = '…';

/** Commands that are typed, or piped, into kata while a program runs. */
export function readTyped(commands: TypedCommands, say: (text: string) => void): { stop(): void } {
  if (process.stdin.isTTY && isInBackground()) return { stop: () => {} };
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (typed) => {
    const line = typed.trim();
    if (line === '') return;
    const name = Object.keys(commands).find((name) => name === line || (name.endsWith(ellipsis) && line.startsWith(name.slice(0, -1))));
    const command = commands[name ?? ''];
    if (name === undefined || command === undefined) {
      const guess = closest(line, Object.keys(commands));
      return say(
        `kata: no command ${JSON.stringify(line)}; ${guess === undefined ? `there are ${Object.keys(commands).join(', ')}` : `did you mean ${guess}?`}`,
      );
    }
    command(line.slice(name.length - 1)).then(
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
