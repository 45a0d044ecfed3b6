import Dockerode from 'dockerode';
import { UsageError } from '../../core/fault.ts';
import { engineFault } from '../../drivers/docker/containers.ts';
import { engineAddress, engineState } from '../../drivers/docker/engine.ts';
import { buildImages } from '../../images/build.ts';
import { packFile } from '../../project/pack-files.ts';
import { interruptSignal } from '../signals.ts';
import { columnsOf, isLive } from '../terminal.ts';

const heartbeatMs = 15_000;
const proxyNames = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'] as const;

/** `kata images build`: makes the images that the Docker driver needs, as far as they are missing. */
export async function imagesCommand(action: string, { force }: { readonly force: boolean }): Promise<void> {
  if (action !== 'build') throw new UsageError(`kata images knows no ${action}`, 'kata images build');
  const signal = interruptSignal();
  const dockerHost = process.env.DOCKER_HOST;
  const state = await engineState(dockerHost);
  if (state.kind === 'no-engine') throw engineFault(Object.assign(new Error(state.why), { code: 'ECONNREFUSED' }));
  const caBundle = process.env.KATA_CA_BUNDLE ?? '';
  const say = sayProgress(process.stderr);
  try {
    const built = await buildImages({
      docker: new Dockerode(engineAddress(dockerHost)),
      dockerHost,
      directory: packFile(''),
      bases: basesOf(process.env.KATA_BASES),
      ...(caBundle === '' ? {} : { caBundle }),
      proxies: Object.fromEntries(proxyNames.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
      force,
      onProgress: say.line,
      signal,
    });
    process.stdout.write(built.length === 0 ? 'all images are up to date\n' : `built ${built.join(', ')}\n`);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof Error && 'statusCode' in error ? engineFault(error) : error;
  } finally {
    say.end();
  }
}

function basesOf(value = ''): 'pulled' | 'made' | 'either' {
  if (value === '' || value === 'either') return 'either';
  if (value === 'pulled' || value === 'made') return value;
  throw new UsageError(`KATA_BASES is ${value}`, 'set it to pulled or made, or leave it out');
}

/** The last line drawn over on a terminal; elsewhere every line, and a heartbeat while nothing is said. */
function sayProgress(stream: NodeJS.WriteStream) {
  const live = isLive(stream);
  const start = performance.now();
  let spoke = start;
  const seconds = () => Math.round((performance.now() - start) / 1_000);
  const heartbeat = setInterval(() => {
    if (!live && performance.now() - spoke >= heartbeatMs) stream.write(`kata: still at it (${seconds()} s)\n`);
  }, heartbeatMs);
  return {
    line: (text: string) => {
      spoke = performance.now();
      stream.write(live ? `\r\u001b[K${`${seconds()} s  ${text}`.slice(0, columnsOf(stream) - 1)}` : `kata: ${text}\n`);
    },
    end: () => {
      clearInterval(heartbeat);
      if (live) stream.write('\r\u001b[K');
    },
  };
}
