import type { Connections, Faults } from './companion.ts';
import type { Json } from './json.ts';

/** A server's own Redis. What is done to it is seen by that server alone. */
export interface Redis extends Faults {
  /** What the server finds in `REDIS_URL`. */
  readonly url: string;
  /** Sends a command over a connection of the grader's own, which no fault reaches. Gives the reply, bytes as UTF-8 text. */
  command(name: string, ...words: readonly (string | number)[]): Promise<Json>;
  traffic(): Promise<RedisTraffic>;
}

/** What a server did with its Redis since its boot. */
export interface RedisTraffic extends Connections {
  /** Commands that were sent, those of the client library itself included. */
  readonly commands: number;
}
