import type { Tools } from '../runner/core/tools.ts';
import { pause } from './clock.ts';
import { createDatabase } from './database/database.ts';
import { createHttp } from './http/client.ts';
import { createLoad } from './load/load.ts';
import { createServer } from './process/server.ts';
import { createRedis } from './redis/redis.ts';
import type { Session } from './session.ts';
import { createSqlite } from './sqlite/sqlite.ts';
import { createTcp } from './tcp/connect.ts';
import { createUdp } from './udp/open.ts';
import { createUpstream } from './upstream/upstream.ts';

export { readyLoad } from './load/ready.ts';

/** All that a probe may use, for one server. */
export function createTools(session: Session): Tools {
  return {
    http: createHttp(session),
    tcp: createTcp(session),
    udp: createUdp(session),
    server: createServer(session),
    load: createLoad(session),
    database: createDatabase(session),
    sqlite: createSqlite(session),
    redis: createRedis(session),
    upstream: createUpstream(session),
    pause: (ms) => pause(ms, session.deadline),
    waiting: session.onWaiting,
  };
}
