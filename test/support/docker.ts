import Dockerode from 'dockerode';
import { engineAddress } from '../../runner/drivers/docker/engine.ts';

export const docker = new Dockerode(engineAddress(process.env.DOCKER_HOST));

/** Names of the containers and images that a runner made and that are still in the engine. */
export async function ownedBy(pid: number | undefined): Promise<readonly string[]> {
  const filters = { label: ['kata.owner'] };
  const containers = await docker.listContainers({ all: true, filters });
  const images = await docker.listImages({ filters });
  const owned = (labels: { readonly [name: string]: string } | undefined) => labels?.['kata.owner']?.split('/')[1] === String(pid);
  return [
    ...containers.filter(({ Labels }) => owned(Labels)).flatMap(({ Names }) => Names),
    ...images.filter(({ Labels }) => owned(Labels)).flatMap(({ RepoTags }) => RepoTags ?? []),
  ];
}
