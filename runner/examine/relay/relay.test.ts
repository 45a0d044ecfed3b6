import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { slowMs } from '../../core/companion.ts';
import { createRelay, type Relay } from './relay.ts';

let echo: Server;
let relay: Relay;
let sockets: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => socket.on('error', () => {}).pipe(socket));
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  relay = await createRelay((echo.address() as AddressInfo).port, createByteCounter);
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await relay.close();
  echo.close();
});

test('bytes go both ways, more than a buffer of them', async () => {
  const client = await open();
  const bytes = Buffer.alloc(4_000_000, 'kata');
  client.write(bytes);
  expect((await receive(client, bytes.length)).equals(bytes)).toBe(true);
});

test('where it refuses, connections end and new ones are refused, until it serves', async () => {
  const client = await open();
  const ended = once(client, 'close');
  await relay.faults.refuse();
  await ended;
  await expect(open()).rejects.toThrow('ECONNREFUSED');
  await relay.faults.serve();
  await expect(ask(await open())).resolves.toBe('hello');
});

test('once it is closed it stays so, whatever is asked of it or was under way', async () => {
  await relay.faults.refuse();
  const underWay = relay.faults.serve();
  await Promise.all([relay.close(), underWay]);
  await expect(open()).rejects.toThrow('ECONNREFUSED');
  await relay.faults.cut();
  await relay.faults.serve();
  await expect(open()).rejects.toThrow('ECONNREFUSED');
});

test('where it hangs, connections are taken and hear nothing, until it serves', async () => {
  const old = await open();
  await relay.faults.hang();
  const young = await open();
  let heard = 0;
  for (const client of [old, young]) {
    client.on('data', () => {
      heard += 1;
    });
    client.write('hello');
  }
  // A connection of its own to the same echo shows that there was time enough for an answer.
  const beside = connect((echo.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(beside);
  for (let turn = 0; turn < 20; turn += 1) await ask(beside);
  expect(heard).toBe(0);
  const answers = Promise.all([once(old, 'data'), once(young, 'data')]);
  await relay.faults.serve();
  expect((await answers).map(([bytes]) => String(bytes))).toEqual(['hello', 'hello']);
});

test('where it is slow, old and new connections are answered late, and in order once it is not', async () => {
  const old = await open();
  await relay.faults.slow();
  const young = await open();
  for (const client of [old, young]) {
    const asked = performance.now();
    await expect(ask(client)).resolves.toBe('hello');
    // Timers may fire a millisecond early.
    expect(performance.now() - asked).toBeGreaterThanOrEqual(slowMs - 1);
  }
  old.write('first');
  // By then it has been said, and is under way.
  const beside = connect((echo.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(beside);
  for (let turn = 0; turn < 5; turn += 1) await ask(beside);
  await relay.faults.serve();
  old.write('then');
  expect(String(await receive(old, 'firstthen'.length))).toBe('firstthen');
});

test('where it cuts, connections end and new ones work at once', async () => {
  const client = await open();
  const ended = once(client, 'close');
  await relay.faults.cut();
  await ended;
  await expect(ask(await open())).resolves.toBe('hello');
});

test('it counts connections', async () => {
  const [first, second] = [await open(), await open()];
  await Promise.all([ask(first), ask(second)]);
  const ended = once(first, 'close');
  first.end();
  await ended;
  await ask(await open());
  expect(relay.traffic()).toMatchObject({ open: 2, mostOpen: 2, opened: 3 });
});

test('it counts what clients ask for, of those that are gone as well', async () => {
  const [first, second] = [await open(), await open()];
  await Promise.all([ask(first), ask(second)]);
  await relay.faults.cut();
  await ask(await open());
  expect(relay.traffic()).toMatchObject({ asked: 3 * 'hello'.length });
});

function createByteCounter() {
  let bytes = 0;
  return {
    push: ({ length }: Buffer) => {
      bytes += length;
    },
    count: () => bytes,
  };
}

async function open(): Promise<Socket> {
  const socket = connect(relay.port, '127.0.0.1');
  sockets.push(socket);
  await once(socket, 'connect');
  return socket.on('error', () => {});
}

async function ask(socket: Socket): Promise<string> {
  socket.write('hello');
  return String(await receive(socket, 5));
}

async function receive(socket: Socket, length: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let total = 0; total < length; ) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    chunks.push(chunk);
    total += chunk.length;
  }
  return Buffer.concat(chunks);
}
