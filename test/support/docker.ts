import Dockerode from 'dockerode';
import { engineAddress } from '../../runner/drivers/docker/engine.ts';

export const docker = new Dockerode(engineAddress(process.env.DOCKER_HOST));

/** Names of what a runner made and what is still in the engine: containers, images, networks and volumes. */
export async function ownedBy(...pids: readonly (number | undefined)[]): Promise<readonly string[]> {
  const filters = { label: ['kata.owner'] };
  const [containers, images, networks, volumes] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listImages({ filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
  ]);
  const owned = (thing: Labelled) => isOwned(thing, pids);
  return [
    ...containers.filter(owned).flatMap(({ Names }) => Names),
    ...images.filter(owned).flatMap(({ Id, RepoTags }) => RepoTags ?? [Id]),
    ...networks.filter(owned).map(({ Name }) => Name),
    ...(volumes.Volumes ?? []).filter(owned).map(({ Name }) => Name),
  ];
}

/** Names of the containers of a runner that run now. */
export async function runningOf(pid: number | undefined): Promise<readonly string[]> {
  const containers = await docker.listContainers({ filters: { label: ['kata.owner'], status: ['running'] } });
  return containers.filter((container) => isOwned(container, [pid])).flatMap(({ Names }) => Names);
}

interface Labelled {
  readonly Labels?: { readonly [name: string]: string } | null | undefined;
}

function isOwned({ Labels }: Labelled, pids: readonly (number | undefined)[]): boolean {
  return pids.map(String).includes(Labels?.['kata.owner']?.split('/')[1] ?? '');
}
