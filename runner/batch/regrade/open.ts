import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../core/fault.ts';
import { type Head, writeHead } from '../results/head.ts';
import { openResults, type Results } from '../results/open.ts';

/** A batch that is graded anew beside its results, so that it can be looked at before anything is written over. */
export interface Regrade {
  /** What stands, until the new ones take its place. */
  readonly standing: Results;
  /** What to grade into: what is there or stands already with the right key is not graded again. */
  readonly beside: Results;
  /** Puts the new results in the place of the old ones. Cut off at any moment, the next regrade goes on with it. */
  apply(ids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens the results in a folder to be graded anew. */
export async function openRegrade(path: string, before: Head, head: Head): Promise<Regrade> {
  const standing = await openResults(path, before);
  const folder = join(standing.folder, 'regrade');
  try {
    const anew = await openBeside(folder, head);
    return {
      standing,
      beside: {
        ...anew,
        kept: new Map([...standing.kept, ...anew.kept]),
        read: (id) => (anew.has(id) ? anew : standing).read(id),
        recording: (id) => (anew.has(id) ? anew : standing).recording(id),
      },
      apply: async (ids) => {
        for (const id of ids) if (anew.has(id)) await standing.keep(await anew.read(id), await anew.recording(id));
        await writeHead(standing.folder, head);
        await rm(folder, { recursive: true, force: true });
      },
      close: async () => {
        await anew.close();
        await standing.close();
      },
    };
  } catch (error) {
    await standing.close();
    throw error;
  }
}

/** What was graded anew on other ground than today's is of no use to anybody. */
async function openBeside(folder: string, head: Head): Promise<Results> {
  try {
    return await openResults(folder, head);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await rm(folder, { recursive: true, force: true });
    return openResults(folder, head);
  }
}
