import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AuthorError } from '../core/fault.ts';
import { packFile } from '../project/pack-files.ts';

/** One real learner's mistake: a patch on the solution, and the checks that find it. */
export interface Mistake {
  readonly id: string;
  /** From the pack's folder. */
  readonly file: string;
  readonly title: string;
  readonly why: string;
  /** Exactly the checks that must fail, those that are blocked by them apart. */
  readonly fails: readonly string[];
  /** Checks that a race fails now and then as well. */
  readonly may: readonly string[];
  /** True if what is seen differs from run to run: a race. Then only the verdicts and what was expected are compared. */
  readonly varies: boolean;
  /** A unified diff with paths from the solution's folder. */
  readonly patch: string;
}

/** The mistakes of an exercise, by name. Throws an AuthorError that names the file where one cannot be read. */
export async function readMistakes(exerciseId: string): Promise<readonly Mistake[]> {
  const folder = `fixtures/${exerciseId}/mistakes`;
  const names = (await readdir(packFile(folder))).filter((name) => name.endsWith('.patch')).sort();
  return Promise.all(names.map(async (name) => parseMistake(join(folder, name), await readFile(packFile(folder, name), 'utf8'))));
}

export function parseMistake(file: string, text: string): Mistake {
  const at = text.indexOf('\n--- ');
  if (at === -1) throw new AuthorError(`${file} has no diff`, 'end it with a unified diff against the solution (diff -u)');
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
    if (value === undefined || value === '') throw new AuthorError(`${file} has no ${name}`, `begin it with a line "${name}: …"`);
    return value;
  };
  return {
    id: basename(file, '.patch'),
    file,
    title: field('title'),
    why: field('why'),
    varies: fields.get('varies') === 'yes',
    fails: names(field('fails')),
    may: names(fields.get('may') ?? ''),
    patch: text.slice(at + 1),
  };
}

function names(list: string): readonly string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
