import { relative, resolve } from 'node:path';
import { loadExercise } from '../../../exercises/index.ts';
import { type Started, startProject } from '../../project/start.ts';
import { shellWord } from '../../report/text/shell.ts';
import { exerciseNamed } from '../exercise-named.ts';
import { paintFor } from '../terminal.ts';

/** `kata start`: makes the starter of an exercise one's own, and says how to go on. */
export async function startCommand(name: string, directory: string | undefined): Promise<void> {
  const { id, title } = await loadExercise(await exerciseNamed(name));
  const target = resolve(directory ?? id);
  const started = await startProject(id, target);
  const paint = paintFor(process.stdout);
  const shown = relative('.', target);
  const commands = [
    ...(shown === '' ? [] : [[`cd ${shellWord(shown.startsWith('..') ? target : shown)}`, '']]),
    [`kata spec ${id}`, 'what it demands'],
    ['kata check', 'builds it, and says what to do first'],
  ];
  const width = Math.max(...commands.map(([command = '']) => command.length));
  const lines = [
    `${paint.green('✓')} ${paint.bold(id)}   ${title}`,
    ...made(started, target).map(([name, what]) => `    ${paint.dim(name.padEnd(10))}${what}`),
    '',
    'next:',
    ...commands.map(([command = '', what = '']) => `    ${what === '' ? command : `${command.padEnd(width)}   ${paint.dim(`# ${what}`)}`}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

type Row = readonly [name: string, what: string];

function made({ files, joined, lockfilePath }: Started, target: string): readonly Row[] {
  const lockfile: Row =
    lockfilePath === undefined
      ? ['lockfile', 'the workspace keeps its own: it has crates that kata does not know']
      : ['lockfile', `${shortest(lockfilePath)}, with the versions that kata is tested with`];
  const workspace: readonly Row[] =
    joined === undefined
      ? []
      : [
          [
            'workspace',
            joined.added
              ? `joined ${shortest(joined.manifestPath)}, as "${joined.memberPath}"`
              : `${shortest(joined.manifestPath)} takes it in already`,
          ],
        ];
  return [['folder', target], ['files', files.join(', ')], ...workspace, lockfile];
}

function shortest(path: string): string {
  const fromHere = relative('.', path);
  return fromHere.length < path.length ? fromHere : path;
}
