import { randomBytes } from 'node:crypto';
import type Dockerode from 'dockerode';
import { archive } from './archive.ts';
import { removeContainer } from './containers.ts';
import { imageNames } from './engine.ts';
import { ownerLabels } from './owner.ts';

const livesSeconds = 900;

/**
 * An image of this run alone: the run image with the built program in it. The engine puts no files into a
 * container whose root is read-only, and every boot is then one creation.
 */
export async function makeProgramImage(docker: Dockerode, program: Buffer): Promise<string> {
  const container = await docker.createContainer({ Image: imageNames.run, Labels: ownerLabels(livesSeconds) });
  try {
    await container.putArchive(await archive([{ path: 'app/server', content: program, mode: 0o755 }], 0), { path: '/' });
    const [repo, tag] = ['kata/program', randomBytes(6).toString('hex')];
    await container.commit({ repo, tag });
    return `${repo}:${tag}`;
  } finally {
    await removeContainer(container);
  }
}
