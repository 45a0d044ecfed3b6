import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type Dockerode from 'dockerode';

const label = 'kata.owner';

/** Who made a container and until when it may live, so that whoever comes later can tell what was left behind. */
export function ownerLabels(wallSeconds: number): { readonly [name: string]: string } {
  return {
    [label]: `${hostname()}/${process.pid}/${startOf(process.pid) ?? ''}`,
    'kata.expires': new Date(Date.now() + wallSeconds * 1_000).toISOString(),
  };
}

/** Removes containers and images of runners that are gone, and what is past its time. */
export async function sweep(docker: Dockerode): Promise<void> {
  const filters = { label: [label] };
  const containers = await docker.listContainers({ all: true, filters });
  await Promise.all(
    containers
      .filter(({ Labels }) => isLeft(Labels))
      .map(({ Id }) =>
        docker
          .getContainer(Id)
          .remove({ force: true, v: true })
          .catch(() => {}),
      ),
  );
  const images = await docker.listImages({ filters });
  await Promise.all(
    images
      .filter(({ Labels }) => isLeft(Labels ?? {}))
      .map(({ Id }) =>
        docker
          .getImage(Id)
          .remove({ force: true })
          .catch(() => {}),
      ),
  );
}

function isLeft(labels: { readonly [name: string]: string }): boolean {
  const [host, pid, start] = (labels[label] ?? '').split('/');
  if (Date.parse(labels['kata.expires'] ?? '') < Date.now()) return true;
  return host === hostname() && startOf(Number(pid)) !== start;
}

/** When a process was started, in clock ticks since the boot: a pid alone may be another's by now. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return isAlive(pid) ? '' : undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
