import { exercises } from '../../exercises/index.ts';
import type { Bench } from '../core/bench.ts';
import type { Launcher } from '../core/program.ts';
import { createExaminer } from '../examine/examiner.ts';
import { listeningSockets } from '../examine/sockets.ts';
import { benchHandlers } from './bench.ts';
import { type Channel, createChannel } from './channel.ts';
import { remoteLauncher } from './launcher.ts';

// The agent: kata's own probes, in the network that the learner's container joins. It owns nothing else,
// and ends with its standard input.
const channel: Channel = createChannel(
  process.stdin,
  process.stdout,
  {
    open: async (exerciseId) => {
      bench = openBench(String(exerciseId));
    },
    ...benchHandlers({
      boot: (server, env) => opened().boot(server, env),
      probe: (request) => opened().probe(request),
      stop: (server) => opened().stop(server),
      close: () => opened().close(),
    }),
  },
  () => new Error('the runner is gone'),
);
let bench: Bench | undefined;
await channel.closed;
process.exit(0);

function opened(): Bench {
  if (bench === undefined) throw new Error('no exercise was opened');
  return bench;
}

function openBench(exerciseId: string): Bench {
  const exercise = exercises.find(({ id }) => id === exerciseId);
  if (exercise === undefined) throw new Error(`the agent knows no exercise ${exerciseId}`);
  const remote = remoteLauncher(() => channel, '0.0.0.0');
  // The network is the agent's own, so it sees for itself who listens: the learner's programs and nobody else.
  const launcher: Launcher = { ...remote, listening: async () => listeningSockets() };
  return createExaminer(exercise, launcher);
}
