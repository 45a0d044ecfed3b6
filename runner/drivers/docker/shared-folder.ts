import type Dockerode from 'dockerode';
import type { Labels } from './owner.ts';

/** Where it is in every container that has it: a path that one of them is told is a path for the others. */
export const sharedFolder = '/shared';

/** A folder in memory that is made with a container and removed with it, and that others may be given as well. */
export function ownShare(options: string, labels: Labels): Dockerode.MountSettings {
  const DriverConfig = { Name: 'local', Options: { type: 'tmpfs', device: 'tmpfs', o: options } };
  return { Type: 'volume', Target: sharedFolder, Source: '', VolumeOptions: { NoCopy: true, Labels: { ...labels }, DriverConfig } };
}

/** The folder that a container has of its own, for another one. */
export async function shareOf(container: Dockerode.Container): Promise<Dockerode.MountSettings> {
  const { Mounts } = await container.inspect();
  const name = Mounts.find(({ Destination }) => Destination === sharedFolder)?.Name;
  if (name === undefined) throw new Error(`container ${container.id} has no folder to share`);
  return { Type: 'volume', Target: sharedFolder, Source: name };
}
