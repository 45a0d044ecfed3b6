import type Dockerode from 'dockerode';
import type { AgentLimits } from './limits.ts';
import { ownerLabels } from './owner.ts';

/** Where it is in every container that has it: a path that one of them is told is a path for the others. */
export const sharedFolder = '/shared';
/** Where the built program is. */
export const programFolder = '/app';

/**
 * The folders that the agent's container has in common with others. They are made and removed with it: one in memory, to
 * share files, and one for the program, which the engine could put into no container whose root is read-only.
 */
export function agentFolders({ shared, wallSeconds }: AgentLimits): readonly Dockerode.MountSettings[] {
  const Labels = { ...ownerLabels(wallSeconds) };
  const inMemory = { Name: 'local', Options: { type: 'tmpfs', device: 'tmpfs', o: shared } };
  const own = { Type: 'volume', Source: '' } as const;
  return [
    { ...own, Target: sharedFolder, VolumeOptions: { NoCopy: true, Labels, DriverConfig: inMemory } },
    { ...own, Target: programFolder, VolumeOptions: { NoCopy: true, Labels, DriverConfig: { Name: 'local', Options: {} } } },
  ];
}

/** The agent's folders as its programs have them: the built one, read-only, and the shared one where the exercise asks for it. */
export async function foldersOf(agent: Dockerode.Container, isShared: boolean): Promise<readonly Dockerode.MountSettings[]> {
  const { Mounts } = await agent.inspect();
  const folder = (path: string, ReadOnly: boolean): Dockerode.MountSettings => {
    const name = Mounts.find(({ Destination }) => Destination === path)?.Name;
    if (name === undefined) throw new Error(`container ${agent.id} has no folder ${path} to share`);
    return { Type: 'volume', Target: path, Source: name, ReadOnly };
  };
  return [folder(programFolder, true), ...(isShared ? [folder(sharedFolder, false)] : [])];
}
