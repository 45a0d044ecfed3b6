import type { Connections, Faults } from './companion.ts';

/** What an upstream answers. */
export interface Reply {
  readonly status: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string;
}

/** Replies by path, each with its query left out; every other path is answered 404. */
export interface Replies {
  readonly [path: string]: Reply;
}

/** An HTTP server of the grader's that the learner's server asks. */
export interface UpstreamPlan {
  /** The variable in which the server finds its address, `http://HOST:PORT` and `path`. */
  readonly variable: string;
  readonly path: string;
  /** From each boot on. */
  readonly replies: Replies;
}

/** A request as it came to an upstream. */
export type UpstreamRequest = {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string };
  /** As UTF-8 text, at most 64 KiB of it. */
  readonly body: string;
};

/** A server's own upstream. What is done to it is seen by that server alone. */
export interface Upstream extends Faults {
  /** What the server finds in its variable. */
  readonly url: string;
  /** From now on a path is answered so. */
  answer(path: string, reply: Reply): Promise<void>;
  /** All that came whole since the boot, in order. */
  requests(): Promise<readonly UpstreamRequest[]>;
  traffic(): Promise<Connections>;
}
