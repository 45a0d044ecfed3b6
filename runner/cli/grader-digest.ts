import { readFile } from 'node:fs/promises';
import { InfrastructureError } from '../core/fault.ts';
import { packFile } from '../project/pack-files.ts';

/** The digest of all code that an exercise's verdicts rest on, as it was when kata was built. */
export async function graderDigest(exerciseId: string): Promise<string> {
  const file = packFile('dist/digests.json');
  const digests = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Readonly<Record<string, string>>;
  const digest = digests[exerciseId];
  if (digest === undefined) throw new InfrastructureError(`${file} has nothing of ${exerciseId}`, 'npm run build makes it anew');
  return digest;
}
