import { base64, check, type Datagram, type Draw, datagram, type Finding, first, holds, rule, thousands, type UdpSocket } from '#graders';

const largestBytes = 8_192;
const senders = 4;

export default rule({
  id: 'udp',
  text: 'On the UDP port of the same number, a datagram of 0 to 8,192 bytes is answered to its sender, from that port, by one datagram with the same bytes.',
  why: 'A datagram is a message: it comes whole or not at all, it may be empty, and what does not fit in your buffer is lost without a word.',
  checks: [
    check({
      id: 'echoes-datagrams',
      title: 'Each of three datagrams is answered by one with the same bytes',
      hint: 'Bind a tokio::net::UdpSocket to HOST and PORT and loop in a task of its own: recv_from, then send_to the same n bytes to the address that recv_from gave.',
      runs: 'shared',
      given: (draw) => ({ datagrams: [base64(draw.word()), base64(`${draw.text(80)}\n`), draw.bytes(64)] }),
      probe: async ({ udp }, { datagrams }) => askEach(await udp.open(), datagrams, {}),
      judge: (answers, { datagrams }) => ({ answer: firstWrong(answers, datagrams) }),
    }),
    check({
      id: 'echoes-an-empty-datagram',
      title: 'An empty datagram is answered by an empty one, and the next one as ever',
      hint: 'recv_from that gives 0 bytes is an empty datagram, not an end: UDP has none. Leave out the check for 0 that TCP needs.',
      runs: 'own',
      needs: ['echoes-datagrams'],
      given: (draw) => ({ next: base64(draw.word()) }),
      probe: async ({ udp }, { next }) => {
        const socket = await udp.open();
        return { answer: await socket.ask('', { note: 'an empty datagram, which nc does not send' }), next: await socket.ask(next) };
      },
      judge: (seen, { next }) => ({ answer: datagram(seen.answer, ''), next: datagram(seen.next, next) }),
    }),
    check({
      id: 'echoes-a-large-datagram',
      title: `A datagram of ${thousands(largestBytes)} bytes is answered whole`,
      hint: 'recv_from drops what does not fit in the buffer: make it 64 KiB, the most that a datagram can hold.',
      runs: 'shared',
      needs: ['echoes-datagrams'],
      given: (draw) => ({ bytes: draw.bytes(largestBytes) }),
      probe: async ({ udp }, { bytes }) => (await udp.open()).ask(bytes),
      judge: (answer, { bytes }) => ({ answer: datagram(answer, bytes) }),
    }),
    check({
      id: 'keeps-senders-apart',
      title: `${senders} senders at once each get the answers to their own datagrams and no others`,
      hint: 'Answer the address that came with this very datagram. Do not connect the socket to a sender, and remember none.',
      runs: 'own',
      needs: ['echoes-datagrams'],
      given: (draw) => ({ sent: Array.from({ length: senders }, () => words(draw, 5)) }),
      probe: async ({ udp }, { sent }) => {
        const sockets = await Promise.all(sent.map(() => udp.open()));
        const answers = await Promise.all(sockets.map((socket, at) => askEach(socket, sent[at] ?? [], at === 0 ? {} : { times: 0 })));
        return sockets.map((socket, at) => ({ answers: answers[at] ?? [], received: socket.received() }));
      },
      judge: (seen, { sent }) => {
        const strays = seen.flatMap(({ received }, at) => received.filter((bytes) => !sent[at]?.includes(bytes)));
        const texts = strays.map((bytes) => JSON.stringify(Buffer.from(bytes, 'base64').toString()));
        return {
          answer: first(seen.map(({ answers }, at) => firstWrong(answers, sent[at] ?? []))),
          strays: holds(strays.length === 0, 'nothing that another sender sent', `answers to datagrams of others: ${texts.join(', ')}`),
        };
      },
      survives: [{ mutant: '*.received: *', because: 'how often and in which order UDP brings what was sent is open' }],
    }),
  ],
});

/** Asks one after another, up to the first that has no answer. */
async function askEach(socket: UdpSocket, datagrams: readonly string[], told: { readonly times?: number }) {
  const answers: Datagram[] = [];
  for (const bytes of datagrams) {
    if (answers.at(-1)?.kind === 'none') break;
    answers.push(await socket.ask(bytes, told));
  }
  return answers;
}

function firstWrong(answers: readonly Datagram[], datagrams: readonly string[]): Finding | undefined {
  return first(answers.map((answer, at) => datagram(answer, datagrams[at] ?? '')));
}

function words(draw: Draw, count: number): string[] {
  return Array.from({ length: count }, () => base64(draw.word()));
}
