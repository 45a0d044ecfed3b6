import { statfs } from 'node:fs/promises';
import { loadExercise } from '../../exercises/index.ts';
import type { Bench } from '../core/bench.ts';
import type { Companions } from '../core/companion.ts';
import type { Launcher } from '../core/program.ts';
import { createExaminer } from '../examine/examiner.ts';
import { type ListeningSocket, listeningSockets, socketInodes } from '../examine/sockets.ts';
import { warmUp } from '../examine/warm.ts';
import { benchHandlers } from './bench.ts';
import { containerUsage, mounted } from './cgroup.ts';
import { type Channel, createChannel } from './channel.ts';
import { remoteLauncher } from './launcher.ts';

// The agent: kata's own probes, in the network that the learner's container joins. It owns nothing else,
// and ends with its standard input.
const channel: Channel = createChannel(
  process.stdin,
  process.stdout,
  {
    open: async (exerciseId, companions) => {
      bench = await openBench(String(exerciseId), companions as Companions);
    },
    usageOf: async (agentId, containerId) => containerUsage({ ...mounted, agentId: String(agentId) }, String(containerId)),
    freeBytes: async () => {
      const { bavail, bsize } = await statfs('/');
      return bavail * bsize;
    },
    ...benchHandlers(
      {
        boot: (server, changes) => opened().boot(server, changes),
        probe: (request, onWaiting) => opened().probe(request, onWaiting),
        limitsHit: (server) => opened().limitsHit(server),
        usage: () => opened().usage(),
        stop: (server) => opened().stop(server),
        close: () => opened().close(),
      },
      (server) => void channel.call('waiting', server).catch(() => {}),
    ),
  },
  () => new Error('the runner is gone'),
);
let bench: Bench | undefined;
void warmUp();
await channel.closed;
process.exit(0);

function opened(): Bench {
  if (bench === undefined) throw new Error('no exercise was opened');
  return bench;
}

async function openBench(exerciseId: string, companions: Companions): Promise<Bench> {
  const exercise = await loadExercise(exerciseId);
  const remote = remoteLauncher(() => channel, '0.0.0.0');
  // The network is the agent's own, so it sees for itself who listens: the learner's programs, and servers of kata's.
  const launcher: Launcher = { ...remote, listening: async () => othersOf(await listeningSockets()) };
  return createExaminer(exercise, launcher, companions);
}

async function othersOf(sockets: readonly ListeningSocket[] | undefined): Promise<readonly ListeningSocket[] | undefined> {
  const own = await socketInodes('self');
  return sockets?.filter(({ inode }) => !own.includes(inode));
}
