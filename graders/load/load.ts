import type { Load } from '../../runner/core/tools.ts';
import { clientHeaders } from '../http/client-headers.ts';
import type { Session } from '../session.ts';
import { drive } from './drive.ts';
import { readyLoad } from './ready.ts';
import { saturate } from './saturate.ts';

/** Loads of a probe. */
export function createLoad(session: Session): Load {
  const origin = `http://${session.host}:${session.port}`;
  const headers = clientHeaders(session.seed);
  const note = (path: string, times: number) => session.note({ kind: 'http', method: 'GET', path, headers: {}, times });
  return {
    open: async ({ prepare, arrivals }) => {
      const path = await prepare();
      note(path, arrivals.count);
      return drive({ path, arrivals }, origin, (await readyLoad()).origin, session.deadline, headers);
    },
    saturate: (plan) => {
      note(plan.path, plan.connections);
      return saturate(plan, origin, headers);
    },
  };
}
