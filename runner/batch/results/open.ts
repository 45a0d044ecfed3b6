import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { UsageError } from '../../core/fault.ts';
import { type Result, type Summary, summaryOf } from '../result.ts';
import { assertSameGround, type Head, readHead, writeHead } from './head.ts';
import { lockFolder } from './lock.ts';
import { readResult } from './read.ts';
import { writeWhole } from './write-whole.ts';

/** A folder of results: `batch.json` says of what, and each submission has a file of its own. */
export interface Results {
  readonly folder: string;
  /** What was kept before, by submission. */
  readonly kept: ReadonlyMap<string, Summary>;
  /** Keeps a result, and the recording of its run, where it had one. They are on the disk, whole, when this returns. */
  keep(result: Result, recording: string | undefined): Promise<void>;
  /** The recording of a run, as it was kept. */
  recording(id: string): Promise<string | undefined>;
  has(id: string): boolean;
  /** A result as it was kept. */
  read(id: string): Promise<Result>;
  close(): Promise<void>;
}

/** Opens a folder of results for these, or makes it. It is nobody else's until it is closed. */
export async function openResults(path: string, head: Head): Promise<Results> {
  const folder = resolve(path);
  const own = join(folder, 'submissions');
  const unwritable = (error: NodeJS.ErrnoException): never => {
    if (error.code === 'ENOSPC' || error.code === 'EDQUOT') throw error;
    // What Node says of a parent that nothing can be made in.
    const why = error.code === 'ENOENT' ? 'no folder can be made there' : (error.code ?? error.message);
    throw new UsageError(`${path} cannot be written: ${why}`, 'name another folder with --out');
  };
  const before = await readHead(folder);
  if (before !== undefined) assertSameGround(path, before, head);
  await assertOurs(folder, path, before);
  for (const needed of [own, join(folder, 'recordings')]) await mkdir(needed, { recursive: true }).catch(unwritable);
  const release = await lockFolder(folder).catch((error) => (error instanceof UsageError ? Promise.reject(error) : unwritable(error)));
  try {
    await writeHead(folder, head).catch(unwritable);
    return {
      folder,
      kept: await keptIn(own),
      has: (id) => existsSync(fileOf(own, id)),
      keep: async (result, recording) => {
        const recorded = recordingOf(folder, result.id);
        if (recording === undefined) await rm(recorded, { force: true });
        else await writeWhole(recorded, gzipSync(recording));
        await writeWhole(fileOf(own, result.id), `${JSON.stringify(result)}\n`);
      },
      recording: (id) => readFile(recordingOf(folder, id)).then((packed) => String(gunzipSync(packed)), ifThere),
      read: (id) => readResult(fileOf(own, id)),
      close: release,
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Nothing is put among files that are somebody else's. */
async function assertOurs(folder: string, path: string, head: Head | undefined): Promise<void> {
  if (head !== undefined) return;
  const entries = await readdir(folder).catch(() => []);
  if (entries.some((name) => name !== '.lock'))
    throw new UsageError(`${path} holds other files than results`, 'name an empty folder, or one that is not there yet, with --out');
}

async function keptIn(own: string): Promise<ReadonlyMap<string, Summary>> {
  const kept = new Map<string, Summary>();
  for (const name of await readdir(own)) {
    if (name.endsWith('.part')) await rm(join(own, name), { force: true });
    if (!name.endsWith('.json')) continue;
    const result = await readResult(join(own, name));
    kept.set(result.id, summaryOf(result));
  }
  return kept;
}

function recordingOf(folder: string, id: string): string {
  return join(folder, 'recordings', `${id}.jsonl.gz`);
}

function ifThere(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function fileOf(own: string, id: string): string {
  return join(own, `${id}.json`);
}
