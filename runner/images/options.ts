import type Dockerode from 'dockerode';

export interface ImageOptions {
  readonly docker: Dockerode;
  /** The engine's address as DOCKER_HOST has it, for the script that makes bases. */
  readonly dockerHost: string | undefined;
  /** The folder of kata itself, with `docker/` and `fixtures/`. */
  readonly directory: string;
  /** Official bases only, made ones only, or what can be had. */
  readonly bases: 'pulled' | 'made' | 'either';
  /** A file of certificates that fetching crates needs on this network. */
  readonly caBundle?: string;
  /** Proxies, by the names that Docker knows: `HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY`… */
  readonly proxies?: { readonly [name: string]: string };
  /** Builds also what is up to date. */
  readonly force?: boolean;
  readonly onProgress: (line: string) => void;
  readonly signal: AbortSignal;
}
