import { randomBytes } from 'node:crypto';
import Dockerode from 'dockerode';
import PQueue from 'p-queue';
import type { Project } from '../runner/core/driver.ts';
import { engineAddress } from '../runner/drivers/docker/engine.ts';
import { findBases } from '../runner/images/bases.ts';
import { certificateFile, contextTar } from '../runner/images/context.ts';
import { buildNetwork } from '../runner/images/inspect.ts';
import { readProgress } from '../runner/images/progress.ts';
import { collectFiles } from '../runner/project/collect.ts';
import { packFile } from '../runner/project/pack-files.ts';

const label = 'kata.bench';
const proxyNames = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'] as const;

/** Optimised is how courses write it; not optimised is what kata builds. */
export type Profile = 'release' | 'debug';

/** As a course would write it, but for the certificates that some networks ask for. */
const dockerfile = (binary: string, profile: Profile, made: string) => `
ARG RUST
ARG DEBIAN
FROM \${RUST} AS build
LABEL ${label}=${made}
COPY ca /ca
COPY app /app
WORKDIR /app
RUN if [ -s /ca/bundle.crt ]; then export CARGO_HTTP_CAINFO=/ca/bundle.crt; fi && cargo build${profile === 'release' ? ' --release' : ''}
FROM \${DEBIAN}
LABEL ${label}=${made}
COPY --from=build /app/target/${profile}/${binary} /usr/local/bin/server
CMD ["server"]
`;

/** The plain way: one `docker build` for each submission, which fetches and compiles every crate. */
export interface PlainBuilds {
  build(project: Project, profile: Profile): Promise<void>;
}

export async function openPlainBuilds(dockerHost: string | undefined, signal: AbortSignal): Promise<PlainBuilds> {
  const docker = new Dockerode(engineAddress(dockerHost));
  const bases = await findBases({ docker, dockerHost, directory: packFile(''), bases: 'either', onProgress: () => {}, signal });
  const bundle = process.env.KATA_CA_BUNDLE ?? '';
  const certificates = await certificateFile(bundle === '' ? undefined : bundle);
  const networkmode = await buildNetwork(docker);
  const proxies = Object.fromEntries(proxyNames.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
  return {
    build: async (project, profile) => {
      const made = randomBytes(6).toString('hex');
      const app = (await collectFiles(project.tree, project.directory, async () => true)).map(({ path, content }) => ({
        path: `app/${path}`,
        content: content.toString('utf8'),
      }));
      const files = [...app, certificates, { path: 'Dockerfile', content: dockerfile(project.binary, profile, made) }];
      const options = {
        t: `kata/bench:${made}`,
        buildargs: { ...proxies, RUST: bases.rust, DEBIAN: bases.debian },
        networkmode,
        nocache: true,
        forcerm: true,
        abortSignal: signal,
      };
      try {
        const last: string[] = [];
        const refused = await readProgress(await docker.buildImage(contextTar(files), options), (line) => last.push(line));
        if (refused !== undefined) throw new Error(`the plain build failed: ${refused}\n${last.slice(-12).join('\n')}`);
      } finally {
        await removeImages(docker, made);
      }
    },
  };
}

/** The engine refuses to prune twice at once. */
const pruning = new PQueue({ concurrency: 1 });

/** The image, and the stage that the crates were compiled in. */
async function removeImages(docker: Dockerode, made: string): Promise<void> {
  await docker
    .getImage(`kata/bench:${made}`)
    .remove({ force: true })
    .catch(() => {}); // there is none where the build failed
  await pruning.add(() => docker.pruneImages({ filters: { dangling: ['true'], label: [`${label}=${made}`] } }));
}
