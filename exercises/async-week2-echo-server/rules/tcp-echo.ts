import { base64, bytes, check, type Draw, endedAs, nothing, repeated, rule } from '#graders';
import { anyEnd } from './survivors.ts';

const quietMs = 300;
const mebibyte = 1024 * 1024;
const mebibyteTimeoutMs = 8_000;

export default rule({
  id: 'tcp-echo',
  text: 'On a TCP connection every byte comes back as it came, in order, as soon as it is there: the server adds nothing, waits for no line and speaks only when it was spoken to.',
  why: 'TCP carries bytes, not lines or messages. Code that takes one read for one message works on your machine and breaks on a network.',
  checks: [
    check({
      id: 'echoes-what-it-hears',
      title: 'Two lines, the second sent when the first is back, come back as they were',
      hint: 'Accept with TcpListener, then loop: read into a buffer with AsyncReadExt::read and write_all the n bytes that came. A BufWriter holds them back until you flush.',
      runs: 'shared',
      given: (draw) => ({ lines: [`${draw.text(24)}\n`, `  ${draw.word()}\t${draw.word()} \n`] }),
      probe: async ({ tcp }, { lines }) => (await tcp.connect()).exchange(lines.map(base64)),
      judge: (stream, { lines }) => ({ echo: bytes(stream, base64(lines.join(''))) }),
      survives: [anyEnd],
    }),
    check({
      id: 'echoes-every-byte-value',
      title: 'All 256 values of a byte come back as they were',
      hint: 'Keep the bytes in a Vec<u8> or [u8; N]. String, read_line and lines() take UTF-8 only, and trim() takes bytes away.',
      runs: 'shared',
      needs: ['echoes-what-it-hears'],
      given: (draw) => ({ bytes: everyByteValue(draw) }),
      probe: async ({ tcp }, given) => (await tcp.connect()).exchange([given.bytes]),
      judge: (stream, given) => ({ echo: bytes(stream, given.bytes) }),
      survives: [anyEnd],
    }),
    check({
      id: 'echoes-without-a-newline',
      title: 'A word without a newline comes back at once',
      hint: 'read_line, lines() and read_until wait for a newline. Echo what read gives you, however much that is.',
      runs: 'shared',
      needs: ['echoes-what-it-hears'],
      given: (draw) => ({ word: draw.word() }),
      probe: async ({ tcp }, { word }) => (await tcp.connect()).exchange([base64(word)]),
      judge: (stream, { word }) => ({ echo: bytes(stream, base64(word)) }),
      survives: [anyEnd],
    }),
    check({
      id: 'echoes-one-byte-at-a-time',
      title: '64 bytes come back when each is sent only after the one before is back',
      hint: 'A read may give you a single byte. Only 0 is the end of the stream.',
      runs: 'shared',
      needs: ['echoes-without-a-newline'],
      given: (draw) => ({ text: draw.text(64) }),
      probe: async ({ tcp }, { text }) =>
        (await tcp.connect()).exchange([...text].map(base64), { note: 'byte by byte, each once the one before is back' }),
      judge: (stream, { text }) => ({ echo: bytes(stream, base64(text)) }),
      survives: [anyEnd],
    }),
    check({
      id: 'echoes-a-mebibyte',
      title: 'A mebibyte comes back whole to a client that reads while it writes',
      hint: 'Echo in the same loop that reads, some KiB at a time: no limit on the whole, and no waiting for the end before you write.',
      runs: 'shared',
      needs: ['echoes-what-it-hears'],
      // Text whose length is prime, so that blocks which are lost or change places show.
      given: (draw) => ({ text: `${draw.text(1_020)}\n` }),
      probe: async ({ tcp }, { text }) => (await tcp.connect()).exchange([aMebibyte(text)], {}, mebibyteTimeoutMs),
      judge: (stream, { text }) => ({ echo: bytes(stream, aMebibyte(text)) }),
      survives: [anyEnd],
    }),
    check({
      id: 'says-nothing-first',
      title: `A client that connects and says nothing hears nothing for ${quietMs} ms`,
      hint: 'Send no greeting: a protocol that nobody asked for is the first thing a client has to work around.',
      runs: 'shared',
      given: nothing,
      probe: async ({ tcp }) => {
        const client = await tcp.connect();
        await client.send('', { note: `nothing is sent for ${quietMs} ms` });
        return client.receive(1, quietMs);
      },
      judge: (stream) => ({ bytes: bytes(stream, ''), connection: endedAs(stream, 'open') }),
    }),
  ],
});

/** Each value once, in an order of its own; the newline comes last, so that a server of lines is not held against it. */
function everyByteValue(draw: Draw): string {
  const newline = 10;
  const [start, step] = [draw.integer(0, 255), 2 * draw.integer(1, 120) + 1];
  const values = Array.from({ length: 256 }, (_, at) => (start + at * step) % 256).filter((value) => value !== newline);
  return Buffer.from([...values, newline]).toString('base64');
}

function aMebibyte(text: string): string {
  return base64(`${repeated(text, mebibyte - 1)}\n`);
}
