import { dirname, resolve } from 'node:path';
import { UsageError } from '../../core/fault.ts';
import { type Source, sourceAt } from '../../project/source.ts';
import type { Ignored } from '../submission.ts';
import { readTable } from '../table.ts';
import type { AllFound, Found } from './found.ts';

const next = 'begin it with the line name,path or name,path,commit,late';

/** What a CSV names: a name, a path from where the file is, of a repository the commit, and whether it came late. */
export async function findInList(file: string): Promise<AllFound> {
  const rows = await readTable(file, ['name', 'path'], next);
  const found: Found[] = [];
  const ignored: Ignored[] = [];
  for (const { name = '', path = '', commit = '', late = '' } of rows) {
    try {
      const source = await sourceAt(resolve(dirname(file), commit === '' ? path : `${path}@${commit}`));
      found.push({ name, source: handedIn(source), isLate: /^(yes|true|late|1)$/i.test(late) });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      ignored.push({ name, why: `has no project: ${error.message}` });
    }
  }
  const twice = found.map(({ name }) => name).find((name, at, names) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new UsageError(`${file} has the name ${twice} twice`, 'give each submission a name of its own');
  return { found, ignored };
}

function handedIn(source: Source): Source {
  return source.kind === 'folder' ? { kind: 'handed-in', directory: source.directory } : source;
}
