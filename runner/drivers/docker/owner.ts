import { hostname } from 'node:os';
import type Dockerode from 'dockerode';
import { type Left, removeLeft } from '../../core/left.ts';
import { isGone, thisOwner } from '../../project/owner.ts';

const label = 'kata.owner';

export type Labels = { readonly [name: string]: string };

/** Who made a container and until when it may live, so that whoever comes later can tell what was left behind. */
export function ownerLabels(wallSeconds: number): Labels {
  const { host, pid, start } = thisOwner(hostname());
  return {
    [label]: `${host}/${pid}/${start}`,
    'kata.expires': new Date(Date.now() + wallSeconds * 1_000).toISOString(),
  };
}

/** Of what is to stay when its maker is gone. */
export const nobodys: Labels = { [label]: '', 'kata.expires': '' };

/** Removes what runners that are gone left in the engine, and what is past its time. Returns what it removed. */
export async function sweep(docker: Dockerode): Promise<readonly Left[]> {
  return removeLeft(await leftInEngine(docker));
}

/** What sweeping would remove. */
export async function leftInEngine(docker: Dockerode): Promise<readonly Left[]> {
  const filters = { label: [label] };
  const [containers, images, networks, { Volumes: volumes }] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listImages({ filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
  ]);
  const left = <Thing extends { readonly Labels?: Labels | null | undefined }>(
    things: readonly Thing[] | null,
    tell: (thing: Thing) => Left,
  ) => (things ?? []).filter(({ Labels }) => isLeft(Labels ?? {})).map(tell);
  return [
    ...left(containers, ({ Id, Names }) =>
      found('container', Names[0]?.slice(1) ?? Id, () => docker.getContainer(Id).remove({ force: true, v: true })),
    ),
    ...left(images, ({ Id, RepoTags }) => found('image', RepoTags?.[0] ?? Id, () => docker.getImage(Id).remove({ force: true }))),
    ...left(networks, ({ Id, Name }) => found('network', Name, () => docker.getNetwork(Id).remove())),
    ...left(volumes, ({ Name }) => found('volume', Name, () => docker.getVolume(Name).remove())),
  ];
}

function found(kind: Left['kind'], name: string, remove: () => Promise<unknown>): Left {
  return {
    kind,
    name,
    remove: () =>
      remove().then(
        () => true,
        // Somebody else has removed it, or is about to.
        ({ statusCode }: { statusCode?: number }) => statusCode === 404 || (kind === 'container' && statusCode === 409),
      ),
  };
}

function isLeft(labels: Labels): boolean {
  if (Date.parse(labels['kata.expires'] ?? '') < Date.now()) return true;
  const [host = '', pid, start = ''] = (labels[label] ?? '').split('/');
  return isGone({ host, pid: Number(pid), start }, hostname());
}
