import type { Redis } from '../../runner/core/redis.ts';
import { toldFaults } from '../companion/faults.ts';
import type { Session } from '../session.ts';

/** The server's own Redis. */
export function createRedis({ redis, note }: Session): Redis {
  const open = (): Redis => {
    if (redis === undefined) throw new Error("the exercise has no Redis: name 'redis' among its companions");
    return redis;
  };
  return {
    get url() {
      return open().url;
    },
    ...toldFaults('redis', open, note),
    command: async (name, ...words) => open().command(name, ...words),
    traffic: async () => open().traffic(),
  };
}
