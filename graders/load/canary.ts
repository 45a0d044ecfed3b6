import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface Canary {
  readonly origin: string;
  stop(): Promise<void>;
}

/**
 * A server of the grader's that does next to nothing. It has a thread of its own: like the learner's server it
 * has to wait for a core, which one that shares the thread of the load would never be seen to do.
 */
export async function startCanary(): Promise<Canary> {
  const thread = new Worker(program, { eval: true, execArgv: [] });
  const [port] = (await once(thread, 'message')) as [number];
  // Whoever forgets to stop it does not keep kata from ending.
  thread.unref();
  return { origin: `http://127.0.0.1:${port}`, stop: async () => void (await thread.terminate()) };
}

// As text, since the bundles of kata have no second file for a thread to start from. A request of the load is
// without a body and comes in one piece.
const program = `
const { createServer } = require('node:net');
const { parentPort } = require('node:worker_threads');
const answer = 'HTTP/1.1 200 OK\\r\\ncontent-type: application/json\\r\\ncontent-length: 2\\r\\n\\r\\n{}';
const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => {});
  socket.on('data', () => socket.write(answer));
});
server.listen(0, '127.0.0.1', 1024, () => parentPort.postMessage(server.address().port));
`;
