import type { Bench } from './bench.ts';
import type { Exercise } from './exercise.ts';
import type { Tree } from './tree.ts';
import type { Usage } from './usage.ts';

/** Builds a submission and keeps its servers. Drivers never print. */
export interface Driver<Artifact = unknown> {
  readonly name: 'docker' | 'local';
  build(project: Project, onProgress: (progress: BuildProgress) => void, signal: AbortSignal): Promise<BuildOutcome<Artifact>>;
  /** Told which exercise it is while the build goes on, so that its companions come up meanwhile. */
  prepare(exercise: Exercise): void;
  /** Opens the place where the built program is booted and probed. */
  open(artifact: Artifact, exercise: Exercise, signal: AbortSignal): Promise<Bench>;
  /** Lets go of everything the driver still holds. */
  close(): Promise<void>;
}

/** A Cargo package, and the files among which it lies. */
export interface Project extends ProjectPlace {
  readonly tree: Tree;
}

/** Which package it is: plain data, as a recording keeps it. */
export interface ProjectPlace {
  /** The folder of the package's Cargo.toml. */
  readonly directory: string;
  /** The folder of the workspace's Cargo.toml; the same for a lone package. */
  readonly workspace: string;
  readonly packageName: string;
  readonly binary: string;
}

export type BuildProgress =
  | { readonly kind: 'step'; readonly text: string }
  | { readonly kind: 'crates'; readonly done: number; readonly total: number | undefined; readonly name: string };

export type BuildOutcome<Artifact = unknown> =
  | { readonly kind: 'built'; readonly artifact: Artifact; readonly ms: number; readonly notes: readonly string[]; readonly usage?: Usage }
  | { readonly kind: 'not-built'; readonly why: BuildFault; readonly output: string; readonly usage?: Usage };

export type BuildFault =
  | { readonly kind: 'does-not-compile' }
  | { readonly kind: 'no-query-cache' }
  | { readonly kind: 'crate-outside'; readonly crates: readonly OutsideCrate[] }
  | { readonly kind: 'cargo-failed' }
  | { readonly kind: 'too-long'; readonly limitMs: number }
  | { readonly kind: 'too-large'; readonly limitBytes: number }
  | { readonly kind: 'out-of-memory'; readonly limitBytes: number }
  | { readonly kind: 'too-much-disk'; readonly limitBytes: number }
  | { readonly kind: 'too-many-processes'; readonly limit: number };

export interface OutsideCrate {
  readonly name: string;
  readonly wanted: string;
  /** The version of that name in the vetted set, if there is one. */
  readonly vetted?: string;
}
