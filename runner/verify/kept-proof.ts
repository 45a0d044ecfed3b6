import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOfFiles } from '../project/digest.ts';
import { packFile } from '../project/pack-files.ts';
import type { Proof } from './proof.ts';
import { figuresOf } from './report/figures.ts';

/** Keeps what was proven of an exercise, and of which state of it. Gives the file. */
export async function keepProof(proof: Proof): Promise<string> {
  const { id } = proof.exercise;
  const { checks, mistakes, keys, defects } = figuresOf(proof);
  const kept = { digest: await digestOf(id), checks, mistakes, findings: keys, defects };
  await writeFile(packFile(proofFile(id)), `${JSON.stringify(kept, null, 2)}\n`);
  return proofFile(id);
}

/** Where the proof of an exercise is kept, from the pack's folder. */
export function proofFile(exerciseId: string): string {
  return `fixtures/${exerciseId}/proof.json`;
}

/** The state of an exercise: its rules, spec, starter, solutions, mistakes and golden reports. */
export async function digestOf(exerciseId: string): Promise<string> {
  const files = (await Promise.all([`exercises/${exerciseId}`, `fixtures/${exerciseId}`].map(filesBelow))).flat().sort();
  return digestOfFiles(await Promise.all(files.map(async (path) => ({ path, content: await readFile(packFile(path)) }))));
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(packFile(folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(folder, parentPath.slice(packFile(folder).length), name))
    .filter((file) => file !== join(folder, 'proof.json') && !file.includes('/target/'));
}
