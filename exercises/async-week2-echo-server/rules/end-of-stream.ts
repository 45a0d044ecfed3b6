import { base64, bytes, check, endedAs, repeated, rule } from '#graders';

const quietMs = 300;
/** More than the buffers of both systems hold, so that the server has to wait for the client. */
const floodLimitBytes = 12 * 1024 * 1024;
const restTimeoutMs = 10_000;
const endTimeoutMs = 2_000;

export default rule({
  id: 'end-of-stream',
  text: 'After a client has closed its sending side, what it sent is echoed to the last byte, and then the server closes the connection (FIN, not RST). Before that the server never closes it, however long the client is silent.',
  why: 'A client that says "that was all" still waits for its answer. A connection that is closed too early loses it, and one that is never closed is a leak.',
  checks: [
    check({
      id: 'echoes-the-rest-after-half-close',
      title: 'A client that writes some MiB, closes its sending side and only then reads gets all of it, then FIN',
      hint: 'Use write_all: write may take only a part of the buffer when the client is slow. When read gives 0, finish writing before you drop the stream, and abort no task that still has bytes.',
      runs: 'shared',
      needs: ['echoes-a-mebibyte'],
      given: (draw) => ({ text: `${draw.text(1_020)}\n` }),
      probe: async ({ tcp }, { text }) => {
        const client = await tcp.connect({ reading: false });
        const sent = await client.flood(base64(text), floodLimitBytes, {
          note: 'nothing is read before the sending side is closed (nc -N)',
        });
        await client.halfClose();
        await client.receive(sent, restTimeoutMs);
        return { sent, stream: await client.receiveAll(endTimeoutMs) };
      },
      judge: ({ sent, stream }, { text }) => ({
        echo: bytes(stream, base64(repeated(text, sent))),
        end: endedAs(stream, 'closed'),
      }),
    }),
    check({
      id: 'closes-an-empty-stream',
      title: 'A client that closes its sending side at once gets FIN and no bytes',
      hint: 'A read that gives 0 is the end of the stream: leave the loop. Reading again gives 0 for ever, and keeps a worker busy.',
      runs: 'shared',
      needs: ['echoes-what-it-hears'],
      given: () => null,
      probe: async ({ tcp }) => {
        const client = await tcp.connect();
        await client.halfClose();
        return client.receiveAll(endTimeoutMs);
      },
      judge: (stream) => ({ bytes: bytes(stream, ''), end: endedAs(stream, 'closed') }),
    }),
    check({
      id: 'keeps-a-quiet-connection-open',
      title: `A client that is silent for ${quietMs} ms is still echoed`,
      hint: 'Wait in read().await without a timeout. With try_read, WouldBlock means "nothing yet", not the end.',
      runs: 'shared',
      needs: ['echoes-what-it-hears'],
      given: (draw) => ({ quietMs, before: `${draw.word()}\n`, after: `${draw.word()}\n` }),
      probe: async ({ tcp, pause }, given) => {
        const client = await tcp.connect();
        await client.exchange([base64(given.before)], { note: 'left open' });
        await pause(given.quietMs);
        return client.exchange([base64(given.after)], { note: `${given.quietMs} ms later, on the same connection` });
      },
      judge: (stream, { before, after }) => ({ echo: bytes(stream, base64(before + after)), connection: endedAs(stream, 'open') }),
    }),
  ],
});
