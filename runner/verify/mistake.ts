import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { packFile } from '../project/pack-files.ts';

/** One real learner's mistake: a patch on the solution, and the checks that find it. */
export interface Mistake {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  /** Exactly the checks that must fail, those that are blocked by them apart. */
  readonly fails: readonly string[];
  /** True if what is seen differs from run to run: a race. Then only the verdicts and what was expected are compared. */
  readonly varies: boolean;
  /** A unified diff with paths from the solution's folder. */
  readonly patch: string;
}

/** The mistakes of an exercise, by name. */
export async function readMistakes(exerciseId: string): Promise<readonly Mistake[]> {
  const folder = packFile(`fixtures/${exerciseId}/mistakes`);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.patch')).sort();
  return Promise.all(names.map(async (name) => parseMistake(basename(name, '.patch'), await readFile(join(folder, name), 'utf8'))));
}

export function parseMistake(id: string, text: string): Mistake {
  const at = text.indexOf('\n--- ');
  if (at === -1) throw new Error(`mistake ${id} has no diff`);
  const fields = new Map(
    text
      .slice(0, at)
      .split('\n')
      .flatMap((line) =>
        /^[a-z]+: /.test(line) ? [[line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()] as const] : [],
      ),
  );
  const field = (name: string): string => {
    const value = fields.get(name);
    if (value === undefined || value === '') throw new Error(`mistake ${id} has no ${name}`);
    return value;
  };
  return {
    id,
    title: field('title'),
    why: field('why'),
    varies: fields.get('varies') === 'yes',
    fails: field('fails')
      .split(',')
      .map((check) => check.trim()),
    patch: text.slice(at + 1),
  };
}
