import { access, constants } from 'node:fs/promises';
import { execa } from 'execa';
import { engineAddress, engineState } from '../drivers/docker/engine.ts';
import { findPostgres } from '../drivers/local/postgres/find.ts';
import { findRedis } from '../drivers/local/redis/find.ts';
import { findSqlite, sqliteFix } from '../drivers/local/sqlite/find.ts';
import { listeningSockets } from '../examine/sockets.ts';

/** One thing that kata needs, or can make use of. */
export interface Need {
  readonly name: string;
  readonly there: boolean;
  /** What was seen, in a line. */
  readonly seen: string;
  /** What brings it, where it is missing. */
  readonly fix?: string;
  /** The drivers that cannot work without it. */
  readonly for: readonly ('docker' | 'local')[];
}

const oldestRust = '1.85';
const oldestNode = '20.19';
const timeoutMs = 10_000;

/** What this machine has of what kata needs. */
export async function examineMachine(dockerHost: string | undefined): Promise<readonly Need[]> {
  const [cargo, rustc, linker, engine, proc, database, cache, files] = await Promise.all([
    tool('cargo'),
    rust(),
    tool('cc'),
    docker(dockerHost),
    sockets(),
    postgres(),
    redis(),
    sqlite(),
  ]);
  const rustup = 'install Rust with rustup: https://rustup.rs';
  return [
    { ...node(), for: ['docker', 'local'] },
    { ...cargo, fix: rustup, for: ['local'] },
    { ...rustc, fix: rustc.seen.includes('older') ? 'rustup update stable' : rustup, for: ['local'] },
    { ...linker, fix: 'rustc links with it; on Debian and Ubuntu: apt-get install gcc libc6-dev', for: ['local'] },
    ...engine,
    { ...proc, for: [] },
    { ...database, for: [] },
    { ...cache, for: [] },
    { ...files, for: [] },
  ];
}

/** The drivers that can work here. */
export function workingDrivers(needs: readonly Need[]): readonly ('docker' | 'local')[] {
  return (['docker', 'local'] as const).filter((driver) => needs.every((need) => need.there || !need.for.includes(driver)));
}

type Seen = Pick<Need, 'name' | 'there' | 'seen'>;

function node(): Seen & { readonly fix: string } {
  const version = process.versions.node;
  const there = !isOlder(version, oldestNode);
  return {
    name: 'node',
    there,
    seen: there ? version : `${version}, older than ${oldestNode}`,
    fix: `install Node ${oldestNode} or newer`,
  };
}

async function rust(): Promise<Seen> {
  const seen = await tool('rustc');
  if (!seen.there || !isOlder(seen.seen, oldestRust)) return seen;
  return { ...seen, there: false, seen: `${seen.seen}, older than ${oldestRust}, which the 2024 edition needs` };
}

async function tool(name: string): Promise<Seen> {
  const result = await execa(name, ['--version'], { reject: false, timeout: timeoutMs, stdin: 'ignore' });
  if (result.code === 'ENOENT') return { name, there: false, seen: 'not on the PATH' };
  const [line = ''] = (result.failed ? result.stderr : result.stdout).split('\n');
  if (result.timedOut) return { name, there: false, seen: `${name} --version did not end within ${timeoutMs / 1000} s` };
  return { name, there: !result.failed, seen: result.failed ? line : (/\d+(\.\d+)+/.exec(line.replace(/\([^)]*\)/, ''))?.[0] ?? line) };
}

async function docker(dockerHost: string | undefined): Promise<readonly Need[]> {
  const state = await engineState(dockerHost);
  const engine = { name: 'engine', there: state.kind !== 'no-engine', for: ['docker'] as const };
  const images = { name: 'images', there: state.kind === 'ready', fix: 'kata images build', for: ['docker'] as const };
  switch (state.kind) {
    case 'ready':
      return [
        { ...engine, seen: 'a Docker engine answers' },
        { ...images, seen: 'kata’s images are there' },
      ];
    case 'no-images':
      return [
        { ...engine, seen: 'a Docker engine answers' },
        { ...images, seen: state.why },
      ];
    case 'no-engine':
      return [
        { ...engine, ...(await noEngine(state.why, dockerHost)) },
        { ...images, seen: 'unknown without an engine', fix: 'first the engine, then: kata images build' },
      ];
  }
}

async function noEngine(why: string, dockerHost: string | undefined): Promise<{ readonly seen: string; readonly fix: string }> {
  const where = engineAddress(dockerHost);
  const at = 'socketPath' in where ? where.socketPath : `${where.host}:${where.port}`;
  const fix = 'start Docker, or set DOCKER_HOST to where it is; on Debian, as root, docker/engine start brings one up';
  if (!('socketPath' in where)) return { seen: `${why} at ${at}`, fix };
  const refused = await access(where.socketPath, constants.R_OK | constants.W_OK).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'EACCES',
  );
  return refused
    ? { seen: `${at} may not be used by you`, fix: 'join its group: sudo usermod -aG docker "$USER", then log in again' }
    : { seen: `${why} at ${at}`, fix };
}

async function sockets(): Promise<Seen & { readonly fix: string }> {
  const there = (await listeningSockets()) !== undefined;
  return {
    name: '/proc',
    there,
    seen: there ? 'shows which ports a server listens on' : 'not here: a server on the wrong port is only seen not to answer',
    fix: 'nothing to do: Linux has it, macOS has not; the docker driver does not need it',
  };
}

async function postgres(): Promise<Seen & { readonly fix: string }> {
  const programs = await findPostgres(process.env.PATH);
  return {
    name: 'postgres',
    there: programs !== undefined,
    seen: programs ?? 'not here: exercises with a database need it, or the docker driver',
    fix: 'on Debian and Ubuntu: apt-get install postgresql; on macOS: brew install postgresql; kata starts one of its own and touches no other',
  };
}

async function sqlite(): Promise<Seen & { readonly fix: string }> {
  const found = await findSqlite();
  return {
    name: 'sqlite3',
    there: found?.isNewEnough === true,
    seen:
      found === undefined
        ? 'not here: exercises with SQLite need it, or the docker driver'
        : found.isNewEnough
          ? found.version
          : `${found.version}, older than 3.37`,
    fix: sqliteFix,
  };
}

async function redis(): Promise<Seen & { readonly fix: string }> {
  const programs = await findRedis(process.env.PATH);
  return {
    name: 'redis',
    there: programs !== undefined,
    seen: programs ?? 'not here: exercises with Redis need it, or the docker driver',
    fix: 'on Debian and Ubuntu: apt-get install redis-server; on macOS: brew install redis; kata starts one of its own and touches no other',
  };
}

function isOlder(version: string, oldest: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest.split('.').map(Number);
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}
