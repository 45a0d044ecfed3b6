import type Dockerode from 'dockerode';

/** On every image of kata: a hash of what it was made of. */
export const keyLabel = 'kata.key';

/** The id of an image, if it is there. */
export async function imageId(docker: Dockerode, name: string): Promise<string | undefined> {
  return (await inspect(docker, name))?.Id;
}

/** What an image was made of, if it is there and kata's. */
export async function imageKey(docker: Dockerode, name: string): Promise<string | undefined> {
  return (await inspect(docker, name))?.Config.Labels?.[keyLabel];
}

/** An engine without a way out of its bridge says so (`docker/engine`): its builds use the host's network. */
export async function buildNetwork(docker: Dockerode): Promise<'default' | 'host'> {
  const { Labels }: { Labels?: readonly string[] | null } = await docker.info();
  return Labels?.includes('kata.build-network=host') === true ? 'host' : 'default';
}

async function inspect(docker: Dockerode, name: string): Promise<Dockerode.ImageInspectInfo | undefined> {
  try {
    return await docker.getImage(name).inspect();
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 404) return undefined;
    throw error;
  }
}
