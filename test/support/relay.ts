import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineAddress } from '../../runner/drivers/docker/engine.ts';

/** The engine under an address of the test's own, where it can be made to fail. */
export interface Relay {
  readonly dockerHost: string;
  /** It is gone, as after the end of the engine. */
  cut(): void;
  /** It takes everything and answers nothing any more. */
  stall(): void;
  close(): Promise<void>;
}

export async function openRelay(): Promise<Relay> {
  const folder = await mkdtemp(join(tmpdir(), 'kata-engine-'));
  const socketPath = join(folder, 'docker.sock');
  const open = new Set<Socket>();
  const engines = new Set<Socket>();
  let stalled = false;
  const relay = createServer((client) => {
    const address = engineAddress(process.env.DOCKER_HOST);
    const engine = 'socketPath' in address ? connect(address.socketPath) : connect(address);
    engines.add(engine);
    for (const socket of [client, engine]) {
      open.add(socket);
      socket.on('error', () => {});
    }
    client.pipe(engine);
    if (!stalled) engine.pipe(client);
  });
  await new Promise<void>((listening) => relay.listen(socketPath, listening));
  const cut = () => {
    relay.close();
    for (const socket of open) socket.destroy();
  };
  return {
    dockerHost: `unix://${socketPath}`,
    cut,
    stall: () => {
      stalled = true;
      for (const engine of engines) engine.unpipe().pause();
    },
    close: async () => {
      cut();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
