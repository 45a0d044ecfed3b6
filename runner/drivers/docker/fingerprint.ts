import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import Dockerode from 'dockerode';
import type { Project } from '../../core/driver.ts';
import { digestOfFiles } from '../../project/digest.ts';
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
  const place = { path: project.binary, content: Buffer.from(relative(project.workspace, project.directory)) };
  const digest = digestOfFiles([place, ...[...files].sort((a, b) => (a.path < b.path ? -1 : 1))]);
  const asked = [...(await membersOf(project)).crates].map((name) => ({ name, wanted: '*' }));
  const outside = withVetted(asked, lockfile).filter(({ vetted }) => vetted === undefined);
  return { digest, outside: outside.map(({ name }) => name).sort() };
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
