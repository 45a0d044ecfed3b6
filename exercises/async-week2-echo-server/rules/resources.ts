import { base64, idlesWithoutCpu, keepsMemoryFlat, repeated, rule } from '#graders';

const mebibyte = 1024 * 1024;
const passed = 32;
const grown = 12;
const timeoutMs = 8_000;

export default rule({
  id: 'resources',
  text: `A client that says nothing costs no CPU time, and what has been echoed is not kept: after ${passed} MiB on one connection the server has grown by at most ${grown} MiB.`,
  why: 'Connections are open for days and most of them are quiet. What each of them costs decides how many a server can hold.',
  checks: [
    idlesWithoutCpu({
      id: 'idles-without-cpu',
      title: 'With an idle client connected, the server uses at most 30 ms of CPU time in 300 ms',
      hint: 'Await read: the task then sleeps until bytes come. try_read in a loop, with or without yield_now, asks all the time.',
      needs: ['echoes-what-it-hears'],
      given: (draw) => ({ line: `${draw.text(24)}\n` }),
      prepare: async ({ tcp }, { line }) => (await tcp.connect()).exchange([base64(line)], { note: 'left open' }),
    }),
    keepsMemoryFlat({
      id: 'keeps-memory-flat',
      title: `${passed} MiB through one connection leave the server's memory within ${grown} MiB of what it was`,
      hint: 'One buffer for each connection is all that an echo needs: read into it, write it out, use it again. extend_from_slice keeps everything that was ever heard.',
      needs: ['echoes-a-mebibyte'],
      limitMiB: grown,
      given: (draw) => ({ text: `${draw.text(1_020)}\n` }),
      prepare: async ({ tcp }, { text }) => (await tcp.connect()).exchange([base64(repeated(text, mebibyte))], { times: 0 }, timeoutMs),
      work: async ({ tcp }, { text }) => {
        const part = base64(repeated(text, mebibyte));
        const told = { note: 'on one connection, read while it is written' };
        return (await tcp.connect()).exchange(
          Array.from({ length: passed }, () => part),
          told,
          timeoutMs,
        );
      },
    }),
  ],
});
