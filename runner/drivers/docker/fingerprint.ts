import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import Dockerode from 'dockerode';
import type { Project } from '../../core/driver.ts';
import { packFile } from '../../project/pack-files.ts';
import { engineFault } from './containers.ts';
import { engineAddress, imageNames } from './engine.ts';
import { membersOf } from './members.ts';
import { prepareSubmission } from './submission.ts';
import { withVetted } from './vetted.ts';

/** What a project would be built from. */
export interface Fingerprint {
  /** Equal ones give the same program. */
  readonly digest: string;
  /** Crates that it asks for and the vetted set has in no version. */
  readonly outside: readonly string[];
}

export async function fingerprintOf(project: Project): Promise<Fingerprint> {
  const lockfile = await readFile(packFile('fixtures/Cargo.lock'), 'utf8');
  const { files } = await prepareSubmission(project, lockfile);
  const hash = createHash('sha256').update(`${project.binary}\n${relative(project.workspace, project.directory)}\n`);
  for (const { path, content } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    // The length keeps what ends one file from being taken for the beginning of the next.
    hash.update(`${JSON.stringify(path)} ${content.length}\n`).update(content);
  }
  const asked = [...(await membersOf(project)).crates].map((name) => ({ name, wanted: '*' }));
  const outside = withVetted(asked, lockfile).filter(({ vetted }) => vetted === undefined);
  return { digest: hash.digest('hex'), outside: outside.map(({ name }) => name).sort() };
}

/** The digests of the images that a submission is built and run in, by their names. */
export async function imageDigests(dockerHost: string | undefined): Promise<Readonly<Record<string, string>>> {
  const docker = new Dockerode(engineAddress(dockerHost));
  try {
    const found = await Promise.all(
      Object.values(imageNames).map(async (name) => [name, (await docker.getImage(name).inspect()).Id] as const),
    );
    return Object.fromEntries(found);
  } catch (error) {
    throw engineFault(error);
  }
}
