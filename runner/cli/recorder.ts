import { open } from 'node:fs/promises';
import type { RunEvent } from '../core/event.ts';
import { UsageError } from '../core/fault.ts';
import { recordingLine } from '../record/write.ts';

/** Keeps the events of a run in a file as they come. */
export interface Recorder {
  keep(event: RunEvent): Promise<void>;
  close(): Promise<void>;
}

/** Opens the file before anything is built, so that a bad path costs no time. */
export async function openRecorder(path: string | undefined): Promise<Recorder | undefined> {
  if (path === undefined) return undefined;
  const file = await open(path, 'w').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `${path} cannot be written: ${error.code ?? error.message}`,
      'name a file in a folder that is there: --record run.jsonl',
    );
  });
  return {
    keep: async (event) => {
      const line = recordingLine(event);
      if (line !== undefined) await file.appendFile(`${line}\n`);
    },
    close: () => file.close(),
  };
}
