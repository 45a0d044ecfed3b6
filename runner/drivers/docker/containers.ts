import { randomBytes } from 'node:crypto';
import type { Duplex, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type Dockerode from 'dockerode';
import { InfrastructureError } from '../../core/fault.ts';
import type { Limits } from './limits.ts';
import { ownerLabels } from './owner.ts';

const letGoMs = 1_000;
/** What engines make so by themselves, and a folder that crun leaves writable beside the first version of cgroups. */
const readOnlyPaths = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger', '/sys/fs/cgroup'];

export interface Container {
  readonly docker: Dockerode;
  readonly image: string;
  readonly command: readonly string[];
  readonly limits: Limits;
  /**
   * `none`: a loopback, and no name for it. `own`: the same with `localhost`, for others to join, which takes the engine
   * 0.13 s more.
   */
  readonly network: 'none' | 'own' | 'bridge' | 'host' | { readonly of: string };
  readonly env?: { readonly [name: string]: string };
  /** An uncompressed tar, unpacked at the root before the container ever runs. */
  readonly files?: Buffer;
  readonly moreFiles?: Buffer;
  /** Folders of the engine's host, as `from:to:ro`, for kata's own code alone. */
  readonly mounts?: readonly string[];
  /** Folders that are made with it, or that another container shares. */
  readonly folders?: readonly Dockerode.MountSettings[];
  readonly readOnly: boolean;
  readonly input?: boolean;
  readonly purpose: 'agent' | 'build' | 'fetch' | 'postgres' | 'redis' | 'run';
}

/** Where a companion is started, and with what limits. */
export interface CompanionPlace extends Pick<Container, 'docker' | 'limits'> {
  readonly agentId: string;
}

export interface StartedContainer {
  readonly id: string;
  readonly attached: Duplex & Readable;
  /** The exit code, once the container has ended. */
  readonly ended: Promise<number>;
  readonly container: Dockerode.Container;
  /** Removes it, running or not, and lets go of its connections. */
  remove(): Promise<void>;
}

/** Create, fill, attach, wait, start: in this order nothing that the program prints or does is missed. */
export async function startContainer(wanted: Container): Promise<StartedContainer> {
  const { docker, input = false } = wanted;
  const container = await docker.createContainer(settings(wanted));
  try {
    for (const files of [wanted.files, wanted.moreFiles]) {
      if (files !== undefined) await container.putArchive(files, { path: '/' });
    }
    const attached = (await container.attach({ stream: true, stdin: input, stdout: true, stderr: true, hijack: true })) as Duplex &
      Readable;
    // Its end is told to whoever reads it. Nobody does so yet, should the engine end in this very moment.
    attached.on('error', () => {});
    const over = new AbortController();
    const waited = { condition: 'next-exit', abortSignal: over.signal } as const;
    const ended = container.wait(waited).then(({ StatusCode }: { StatusCode: number }) => StatusCode);
    ended.catch(() => {});
    await container.start();
    const remove = async () => {
      await removeContainer(container);
      letGo(attached, ended, over);
    };
    return { id: container.id, attached, ended, container, remove };
  } catch (error) {
    await removeContainer(container);
    throw error;
  }
}

/**
 * An engine that has much to do leaves a connection of a container that is gone open now and then, for minutes, and kata
 * would not end before it.
 */
function letGo(attached: Duplex, ended: Promise<number>, over: AbortController): void {
  const late = setTimeout(() => {
    over.abort();
    attached.destroy();
  }, letGoMs);
  const drained = finished(attached).catch(() => {});
  void Promise.all([drained, ended.catch(() => {})]).then(() => clearTimeout(late));
}

/** Removes a container, running or not; one that is gone already is fine. */
export async function removeContainer(container: Dockerode.Container): Promise<void> {
  await container.remove({ force: true, v: true }).catch((error: { statusCode?: number }) => {
    if (error.statusCode !== 404 && error.statusCode !== 409) throw engineFault(error);
  });
}

/** Whether the kernel killed something in a container, which has ended, for want of memory. Of one that was removed it is not known. */
export async function ranOutOfMemory(container: Dockerode.Container): Promise<boolean> {
  try {
    return (await container.inspect()).State.OOMKilled;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return false;
    throw engineFault(error);
  }
}

interface EngineError {
  readonly code?: string;
  readonly message?: string;
  readonly reason?: string;
  readonly json?: { readonly message?: string };
}

/** What the engine refused, as a fault of the machine. */
export function engineFault(error: unknown): InfrastructureError {
  if (error instanceof InfrastructureError) return error;
  const { json, reason, message = String(error), code } = error as EngineError;
  if (/no space left on device/i.test(json?.message ?? message)) return diskFull(error);
  const gone = code === 'ECONNREFUSED' || code === 'ENOENT' || code === 'ECONNRESET' || /socket hang up/.test(message);
  return new InfrastructureError(
    gone ? 'the Docker engine no longer answers' : `the Docker engine failed: ${json?.message ?? reason ?? message}`,
    gone ? 'start it again (docker/engine start), or use --driver local' : 'kata doctor looks at the engine and the images',
    { cause: error },
  );
}

/** Where the engine keeps images and what containers write. */
export function diskFull(cause?: unknown): InfrastructureError {
  return new InfrastructureError(
    'the disk of the Docker engine is full',
    'make room there (docker system df says what takes it), then run this command again',
    { cause },
  );
}

function networkMode(network: Container['network']): string {
  if (typeof network !== 'string') return `container:${network.of}`;
  return network === 'own' ? 'none' : network;
}

function settings({
  image,
  command,
  limits,
  network,
  env = {},
  mounts = [],
  folders = [],
  readOnly,
  input = false,
  purpose,
}: Container): Dockerode.ContainerCreateOptions {
  return {
    name: `kata-${purpose}-${randomBytes(6).toString('hex')}`,
    Image: image,
    Cmd: ['timeout', '--foreground', '-s', 'KILL', String(limits.wallSeconds), ...command],
    Env: Object.entries(env).map(([name, value]) => `${name}=${value}`),
    Labels: ownerLabels(limits.wallSeconds),
    NetworkDisabled: network === 'none',
    OpenStdin: input,
    StdinOnce: input,
    AttachStdin: input,
    AttachStdout: true,
    AttachStderr: true,
    HostConfig: {
      NetworkMode: networkMode(network),
      ...(limits.runtime === undefined ? {} : { Runtime: limits.runtime }),
      ReadonlyRootfs: readOnly,
      ReadonlyPaths: [...readOnlyPaths],
      ...(mounts.length === 0 ? {} : { Binds: [...mounts], CgroupnsMode: 'host' }),
      Mounts: [...folders],
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      Memory: limits.memoryBytes,
      MemorySwap: limits.memoryBytes,
      NanoCpus: limits.cpus * 1e9,
      PidsLimit: limits.pids,
      Ulimits: [
        { Name: 'nofile', Soft: limits.openFiles, Hard: limits.openFiles },
        { Name: 'core', Soft: 0, Hard: 0 },
        { Name: 'fsize', Soft: limits.fileBytes, Hard: limits.fileBytes },
      ],
      Tmpfs: Object.fromEntries(Object.entries(limits.tmpfs).map(([path, options]) => [path, options])),
      LogConfig: { Type: 'none', Config: {} },
      IpcMode: 'private',
      OomScoreAdj: 1_000,
    },
  };
}
