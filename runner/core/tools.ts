import type { Answer, Datagram, Sample, Stream, StreamEnd } from './answer.ts';
import type { Database } from './database.ts';
import type { Changes } from './environment.ts';
import type { Json } from './json.ts';
import type { Exit, Resources, Signal } from './program.ts';
import type { Redis } from './redis.ts';
import type { Sqlite } from './sqlite.ts';
import type { Upstream } from './upstream.ts';

/** What a probe holds in its hands. Nothing here throws for what a server did; every wait has a limit. */
export interface Tools {
  readonly http: Http;
  readonly tcp: Tcp;
  readonly udp: Udp;
  readonly server: Server;
  readonly load: Load;
  /** Where the exercise has Postgres as its companion. */
  readonly database: Database;
  /** Where it has SQLite. */
  readonly sqlite: Sqlite;
  /** Where the exercise has a Redis as its companion. */
  readonly redis: Redis;
  /** Where it has an upstream. */
  readonly upstream: Upstream;
  /** Waits at least `ms`, for contracts that are about time passing. */
  pause(ms: number): Promise<void>;
  /** Says that from here on this probe only waits, as long as its check's `waitsMs`: the other checks may begin. */
  waiting(): void;
}

export type HttpRequest = {
  readonly method: string;
  /** The path as it goes over the wire, percent-encoded, with its query. */
  readonly path: string;
  readonly headers?: { readonly [name: string]: string };
  /** Sent as it is. */
  readonly body?: string;
  readonly timeoutMs?: number;
};

export interface Waited {
  readonly isRight: (answer: Answer) => boolean;
  readonly withinMs: number;
  /** Between an answer and the next request. */
  readonly pauseMs: number;
}

export interface Http {
  get(path: string): Promise<Answer>;
  /** Sends `json` with `content-type: application/json`. */
  post(path: string, json: Json): Promise<Answer>;
  patch(path: string, json: Json): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  send(request: HttpRequest): Promise<Answer>;
  /** Asks again and again until the answer is right or time is up. It is told as one step; gives the last answer. */
  until(request: HttpRequest, waited: Waited): Promise<Answer>;
  /** All requests at once, each on a connection of its own; answers in the order of the requests. */
  together(requests: readonly HttpRequest[]): Promise<readonly Answer[]>;
  /** Sends a request but for the last byte of its body, or all of it where there is no body. */
  hold(request: HttpRequest): Promise<HeldRequest>;
  /** A keep-alive connection on which one request was answered and nothing is under way. */
  idle(path: string): Promise<IdleConnection>;
}

export interface HeldRequest {
  /** The answer as far as it came without the rest, once there is something of its body, or it ended, or time is up. */
  begun(timeoutMs: number): Promise<Answer>;
  /** Sends what was withheld and reads the answer. */
  finish(timeoutMs?: number): Promise<Answer>;
  /** Reads what comes without sending the rest. */
  abandon(timeoutMs: number): Promise<Answer>;
}

export interface IdleConnection {
  /** How the connection ended within the time: `open` if it did not. */
  ended(timeoutMs: number): Promise<StreamEnd>;
}

export interface Tcp {
  /** Connects; the connection may turn out refused, which `receive` then tells. */
  connect(options?: TcpOptions): Promise<TcpConnection>;
  /** Tries new connections until one is refused, or the time is up. */
  refused(timeoutMs: number): Promise<{ readonly refused: boolean; readonly ms: number }>;
}

export interface TcpOptions {
  /** `false`: a client that reads nothing before its first `receive`. What the server writes then piles up. */
  readonly reading?: boolean;
}

/** How what is sent is told to the learner: with a note, as done `times` times, or with 0 not at all. */
export interface Told {
  readonly note?: string;
  readonly times?: number;
}

/** All bytes are base64. */
export interface TcpConnection {
  send(bytes: string, told?: Told): Promise<void>;
  /**
   * Sends each part once all that was sent before has come back, and gives all that was received since the
   * start. Ends early where too little came back in time. The parts are told as one step.
   */
  exchange(parts: readonly string[], told?: Told, timeoutMs?: number): Promise<Stream>;
  /**
   * Sends `bytes` over and over until the server takes no more for a while, at most `limit` bytes in all.
   * Tells how many were sent; the last of them leave when the server reads on.
   */
  flood(bytes: string, limit: number, told?: Told): Promise<number>;
  /** Closes the sending side only; the rest can still be read. */
  halfClose(): Promise<void>;
  /** Cuts the connection with RST. */
  reset(): Promise<void>;
  /** All that was received since the start, once it has `length` bytes or the connection ended or time is up. */
  receive(length: number, timeoutMs?: number): Promise<Stream>;
  /** All that was received once the connection has ended, or time is up. */
  receiveAll(timeoutMs?: number): Promise<Stream>;
}

export interface Udp {
  /** A sender: a port of its own, and an answer counts only if it comes from the server's. */
  open(): Promise<UdpSocket>;
}

/** All bytes are base64. */
export interface UdpSocket {
  /**
   * Sends one datagram and waits for one back. UDP may lose: sent again up to four times. A late answer
   * to such a copy is never taken for the answer to the next one.
   */
  ask(bytes: string, told?: Told): Promise<Datagram>;
  /** All that came to this sender so far, late answers included. */
  received(): readonly string[];
}

export type ExitSeen = ({ readonly kind: 'exited'; readonly ms: number } & Exit) | { readonly kind: 'running'; readonly ms: number };

/** How a program came back, or what kept it from serving. */
export type Restart = { readonly kind: 'ready'; readonly ms: number } | { readonly kind: 'not-ready'; readonly why: string };

export interface Server {
  signal(signal: Signal): Promise<void>;
  exit(timeoutMs: number): Promise<ExitSeen>;
  /** The lines of stdout, once they hold `text` at least `times` times or time is up. */
  logWith(text: string, times: number, timeoutMs: number): Promise<readonly string[]>;
  /** What the program has used and holds; undefined where that cannot be seen. */
  resources(): Promise<Resources | undefined>;
  /** Ends the program by a signal and boots it again as it was: same port, same companions, an empty folder. */
  restart(signal: Signal, timeoutMs: number): Promise<Restart>;
  /** Starts the program once more with other variables and tells how it ended and what it printed. */
  startWith(env: Changes, timeoutMs: number): Promise<ExitSeen & { readonly log: readonly string[] }>;
}

/** A load as data: it is due at the same moments wherever and whenever it runs. */
export type LoadPlan = { readonly path: string; readonly arrivals: Arrivals };

/** When requests come, whatever became of those before: evenly, or as clients who know nothing of each other. */
export type Arrivals =
  | { readonly kind: 'fixed'; readonly perSecond: number; readonly count: number }
  | { readonly kind: 'poisson'; readonly perSecond: number; readonly count: number; readonly seed: number };

/** Latencies from the due times; the canary's are of a server of the grader's asked in turn. */
export interface LoadSeen {
  readonly samples: readonly Sample[];
  readonly canary: readonly Sample[];
  /** How late each request left; its latency includes that. */
  readonly sendLagMs: readonly number[];
}

export type SaturationPlan = { readonly path: string; readonly connections: number; readonly forMs: number };

/** What a server answered while it was asked as fast as it answered, and what it did not. */
export interface Saturation {
  readonly answered: number;
  readonly perSecond: number;
  readonly lost: readonly { readonly why: string; readonly count: number }[];
}

export interface Load {
  /** An open loop: requests at planned times, whatever became of those before. */
  open(load: { readonly prepare: () => Promise<string>; readonly arrivals: Arrivals }): Promise<LoadSeen>;
  /** A closed loop: each connection asks again as soon as it was answered. */
  saturate(plan: SaturationPlan): Promise<Saturation>;
}
