import type { Load } from '../../runner/core/tools.ts';
import { clientHeaders } from '../http/client-headers.ts';
import type { Session } from '../session.ts';
import { startCanary } from './canary.ts';
import { drive } from './drive.ts';
import { saturate } from './saturate.ts';

/** Loads of a probe. */
export function createLoad(session: Session): Load {
  const origin = `http://${session.host}:${session.port}`;
  const headers = clientHeaders(session.seed);
  const note = (path: string, times: number) => session.note({ kind: 'http', method: 'GET', path, headers: {}, times });
  return {
    open: async (plan) => {
      note(plan.path, plan.arrivals.count);
      const canary = await startCanary();
      try {
        return await drive(plan, origin, canary.origin, session.deadline, headers);
      } finally {
        await canary.stop();
      }
    },
    saturate: (plan) => {
      note(plan.path, plan.connections);
      return saturate(plan, origin, headers);
    },
  };
}
