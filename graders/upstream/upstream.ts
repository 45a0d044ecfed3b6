import type { Upstream } from '../../runner/core/upstream.ts';
import { toldFaults } from '../companion/faults.ts';
import type { Session } from '../session.ts';

/** The HTTP server that the learner's server asks. */
export function createUpstream({ upstream, note }: Session): Upstream {
  const open = (): Upstream => {
    if (upstream === undefined) throw new Error('the exercise has no upstream: say in its `upstream` what is answered there');
    return upstream;
  };
  return {
    get url() {
      return open().url;
    },
    ...toldFaults('upstream', open, note),
    answer: async (path, reply) => {
      note({ kind: 'upstream', does: 'answer', path, reply });
      await open().answer(path, reply);
    },
    requests: async () => open().requests(),
    traffic: async () => open().traffic(),
  };
}
