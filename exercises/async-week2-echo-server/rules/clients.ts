import {
  base64,
  bytes,
  check,
  type Draw,
  ending,
  type Finding,
  first,
  holds,
  repeated,
  rule,
  type Stream,
  type TcpConnection,
  type Tools,
} from '#graders';
import { anyEnd } from './survivors.ts';

const manyClients = 100;
const fewClients = 12;
const rounds = 5;
const resets = 4;
const midStreamBytes = 256 * 1024;
/** More than there are worker threads, so that blocking each of them would show. */
const stalledClients = 3;
/** More than the buffers of both systems hold, so that the server has to wait. */
const floodLimitBytes = 12 * 1024 * 1024;
const promptMs = 2_000;
const untold = { times: 0 };

export default rule({
  id: 'clients',
  text: 'At least 100 clients are served at once, and none of them notices another: not one that resets its connection, and not one that writes and never reads.',
  why: 'On a network there is always a client that is slow, stuck or gone. It must cost nobody but itself.',
  checks: [
    check({
      id: 'serves-100-clients',
      title: `${manyClients} clients that are connected at once are each echoed`,
      hint: 'Give each connection a task of its own with tokio::spawn, and accept the next one at once. An .await on the client in the accept loop keeps all others waiting.',
      runs: 'own',
      needs: ['echoes-what-it-hears'],
      given: (draw) => ({ lines: linesFor(draw, manyClients) }),
      probe: async ({ tcp }, { lines }) => {
        const clients = await Promise.all(lines.map(() => tcp.connect()));
        return Promise.all(clients.map((client, at) => client.exchange([base64(lines[at] ?? '')], { times: at === 0 ? manyClients : 0 })));
      },
      // Whose bytes came back is for the next check to say; here it counts that each client was answered.
      judge: (streams, { lines }) => {
        const unserved = streams.filter((stream, at) => stream.length < (lines[at]?.length ?? 0));
        const seen = unserved.map(({ end }) => ending(end))[0];
        const actual = `${manyClients - unserved.length} of ${manyClients}; of the first that was not, ${seen}`;
        return { served: holds(unserved.length === 0, `${manyClients} of ${manyClients} clients echoed`, actual) };
      },
      survives: [
        anyEnd,
        ...['a byte more', 'a bit flipped', 'halves changed places', 'twice'].map((change) => ({
          mutant: `*: ${change}`,
          because: 'keeps-clients-apart looks at whose bytes they are',
        })),
      ],
    }),
    check({
      id: 'keeps-clients-apart',
      title: `${fewClients} clients that talk at once each get their own bytes and nobody else's`,
      hint: 'Keep the buffer in the task of the connection. What is in an Arc, a static or a broadcast channel is everybody’s.',
      runs: 'own',
      needs: ['serves-100-clients'],
      given: (draw) => ({ talks: Array.from({ length: fewClients }, () => linesFor(draw, rounds)) }),
      probe: async ({ tcp }, { talks }) => {
        const clients = await Promise.all(talks.map(() => tcp.connect()));
        const told = (at: number) => (at === 0 ? { note: `${fewClients} such clients at once` } : untold);
        return Promise.all(clients.map((client, at) => client.exchange((talks[at] ?? []).map(base64), told(at))));
      },
      judge: (streams, { talks }) => ({
        echo: firstWrong(
          streams,
          talks.map((lines) => lines.join('')),
        ),
      }),
      survives: [anyEnd],
    }),
    check({
      id: 'survives-a-reset',
      title: 'After some clients reset their connections in mid-stream, others are echoed as before',
      hint: 'A reset makes read or write fail: end the task of that connection, and nothing else. Look for unwrap, for ? in the accept loop, and for main waiting on a task’s result.',
      runs: 'own',
      needs: ['keeps-clients-apart', 'keeps-a-quiet-connection-open'],
      given: (draw) => ({ text: `${draw.text(1_020)}\n`, others: others(draw) }),
      probe: async (tools, { text, others }) => {
        const before = await tools.tcp.connect();
        await before.exchange([base64(others.first)], { note: 'left open' });
        const told = { note: `${resets} such clients, reset (RST) when the first bytes are back` };
        const reset = async (at: number) => {
          const client = await tools.tcp.connect();
          await client.send(base64(repeated(text, midStreamBytes)), at === 0 ? told : untold);
          await client.receive(1, promptMs);
          await client.reset();
        };
        await Promise.all(Array.from({ length: resets }, (_, at) => reset(at)));
        return othersServed(tools, before, others);
      },
      judge: (seen, { others }) => judgeOthers(seen, others),
      survives: [anyEnd],
    }),
    check({
      id: 'a-stalled-client-harms-nobody',
      title: `While ${stalledClients} clients write all they can and read nothing, others are echoed within ${promptMs / 1_000} s`,
      hint: 'Writing to a client that does not read waits: hold no lock over that .await, and let no other client wait for its task.',
      runs: 'own',
      needs: ['keeps-clients-apart', 'keeps-a-quiet-connection-open'],
      given: (draw) => ({ text: `${draw.text(1_020)}\n`, others: others(draw) }),
      probe: async (tools, { text, others }) => {
        const before = await tools.tcp.connect();
        await before.exchange([base64(others.first)], { note: 'left open' });
        const told = { note: `${stalledClients} such clients, which read nothing` };
        const stall = async (at: number) => {
          const client = await tools.tcp.connect({ reading: false });
          await client.flood(base64(text), floodLimitBytes, at === 0 ? told : untold);
        };
        await Promise.all(Array.from({ length: stalledClients }, (_, at) => stall(at)));
        return othersServed(tools, before, others);
      },
      judge: (seen, { others }) => judgeOthers(seen, others),
      measure: (seen, { others }) => [{ name: 'slowest echo', value: slowest(seen, others), limit: promptMs, right: 'below', unit: 'ms' }],
      survives: [anyEnd],
    }),
  ],
});

/** What a client that was there before says first and later, and what clients say that come later. */
type Others = { readonly first: string; readonly later: readonly string[]; readonly fresh: readonly string[] };

function others(draw: Draw): Others {
  return { first: `${draw.word()}\n`, later: linesFor(draw, 2 * rounds), fresh: linesFor(draw, rounds) };
}

interface Served {
  readonly before: Stream;
  readonly fresh: readonly Stream[];
}

/** Both at once: the client from before says on what it has to say, and new ones come one by one. */
async function othersServed({ tcp }: Tools, before: TcpConnection, { later, fresh }: Others): Promise<Served> {
  const comeNow = async () => {
    const streams: Stream[] = [];
    for (const line of fresh) {
      const client = await tcp.connect();
      const stream = await client.exchange([base64(line)], streams.length === 0 ? {} : untold, promptMs);
      streams.push(stream);
      if (stream.length < line.length) break;
    }
    return streams;
  };
  const told = { note: 'on the connection that was left open' };
  const [stream, streams] = await Promise.all([before.exchange(later.map(base64), told, promptMs), comeNow()]);
  return { before: stream, fresh: streams };
}

function judgeOthers(seen: Served, { first, later, fresh }: Others) {
  return {
    earlier: bytes(seen.before, base64(first + later.join(''))),
    newcomer: firstWrong(seen.fresh, fresh),
  };
}

/** Of all clients that do read; without end where one was not echoed in time. */
function slowest({ before, fresh }: Served, { first, later, fresh: lines }: Others): number {
  const echoed = [first + later.join(''), ...lines].every((text, at) => [before, ...fresh][at]?.length === text.length);
  return echoed ? Math.max(before.ms, ...fresh.map(({ ms }) => ms)) : Number.POSITIVE_INFINITY;
}

function firstWrong(streams: readonly Stream[], texts: readonly string[]): Finding | undefined {
  return first(streams.map((stream, at) => bytes(stream, base64(texts[at] ?? ''))));
}

/** Lines that differ in length and from each other. */
function linesFor(draw: Draw, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${draw.word()} ${at}\n`);
}
