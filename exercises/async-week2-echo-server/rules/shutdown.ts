import { base64, bytes, check, endedAs, exited, holds, rule, type Tools } from '#graders';

/** The rule says 1 s; a busy machine gets two more. */
const exitLimitMs = 3_000;
const leaveLimitMs = 1_000;
const refusedLimitMs = 1_200;

export default rule({
  id: 'shutdown',
  text: 'On SIGTERM and on SIGINT the server stops accepting connections, echoes what it has received, closes every connection (FIN, not RST) and exits with code 0 within 1 s, whether clients are connected or not.',
  why: 'Every deployment stops the old version with SIGTERM. A server that waits for its clients is killed ten seconds later, and one that just drops them loses what they sent.',
  checks: [
    check({
      id: 'stops-on-sigterm',
      title: 'SIGTERM ends a server whose last client has gone, with exit code 0',
      hint: 'Wait for tokio::signal::unix::signal(SignalKind::terminate()) beside accept in a tokio::select!: Docker, Kubernetes and systemd send it.',
      runs: 'own',
      given: (draw) => ({ line: `${draw.word()}\n` }),
      probe: (tools, { line }) => stopped(tools, line, 'SIGTERM'),
      judge: (exit) => ({ exit: exited(exit, 0) }),
    }),
    check({
      id: 'stops-on-sigint',
      title: 'SIGINT ends a server whose last client has gone, with exit code 0',
      hint: 'Wait for tokio::signal::ctrl_c() as well: Ctrl+C sends SIGINT.',
      runs: 'own',
      given: (draw) => ({ line: `${draw.word()}\n` }),
      probe: (tools, { line }) => stopped(tools, line, 'SIGINT'),
      judge: (exit) => ({ exit: exited(exit, 0) }),
    }),
    check({
      id: 'stops-with-clients-connected',
      title: 'SIGTERM ends a server with 5 idle clients connected, with exit code 0',
      hint: 'An idle client never ends its task by itself. Tell each task to stop, e.g. with a tokio_util CancellationToken in a tokio::select! beside read, and then wait for them.',
      runs: 'own',
      needs: ['serves-100-clients', 'stops-on-sigterm'],
      given: (draw) => ({ lines: Array.from({ length: 5 }, () => `${draw.word()}\n`) }),
      probe: async ({ tcp, server }, { lines }) => {
        for (const [at, line] of lines.entries())
          await (await tcp.connect()).exchange([base64(line)], at === 0 ? { note: '5 such clients, left open' } : { times: 0 });
        await server.signal('SIGTERM');
        return server.exit(exitLimitMs);
      },
      judge: (exit) => ({ exit: exited(exit, 0) }),
    }),
    check({
      id: 'says-goodbye-cleanly',
      title: 'At SIGTERM a connected client has all its bytes back, and nothing else, then FIN',
      hint: 'End each connection with shutdown().await once all is written. SO_LINGER of zero, or bytes that you left unread, turn the FIN into an RST that destroys what was on its way.',
      runs: 'own',
      needs: ['stops-with-clients-connected'],
      given: (draw) => ({ lines: Array.from({ length: 8 }, () => `${draw.word()}\n`) }),
      probe: async ({ tcp, server }, { lines }) => {
        const client = await tcp.connect();
        // All of it is back before the signal: what is then still under way nobody could judge.
        await client.exchange(lines.map(base64), { note: 'left open' });
        await server.signal('SIGTERM');
        return client.receiveAll(exitLimitMs);
      },
      judge: (stream, { lines }) => ({ echo: bytes(stream, base64(lines.join(''))), end: endedAs(stream, 'closed') }),
    }),
    check({
      id: 'refuses-new-connections',
      title: 'After SIGTERM new connections are refused, with a client still connected',
      hint: 'Drop the TcpListener as soon as the signal comes, before you wait for the tasks: while it lives, the system goes on accepting for you.',
      runs: 'own',
      needs: ['serves-100-clients', 'stops-on-sigterm'],
      given: (draw) => ({ line: `${draw.word()}\n` }),
      probe: async ({ tcp, server }, { line }) => {
        await (await tcp.connect()).exchange([base64(line)], { note: 'left open' });
        await server.signal('SIGTERM');
        return tcp.refused(refusedLimitMs);
      },
      judge: ({ refused, ms }) => ({
        connection: holds(refused, 'connection refused', `still accepted ${Math.round(ms)} ms after SIGTERM`),
      }),
    }),
  ],
});

/** A client comes and goes first: a port that accepts does not yet say that signals are listened to. */
async function stopped({ tcp, server }: Tools, line: string, signal: 'SIGTERM' | 'SIGINT') {
  const client = await tcp.connect();
  await client.exchange([base64(line)], {}, leaveLimitMs);
  await client.halfClose();
  await client.receiveAll(leaveLimitMs);
  await server.signal(signal);
  return server.exit(exitLimitMs);
}
