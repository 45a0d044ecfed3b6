import type { Socket } from 'node:net';

/** What a server means to say, however it comes over the wire. */
export interface Said {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/** Ways in which HTTP/1.1 lets one and the same answer go over the wire (RFC 9112). */
export const framings: { readonly [name: string]: (socket: Socket, said: Said) => Promise<void> } = {
  'with its length': async (socket, said) => {
    socket.write(`${head(said, length(said))}${said.body}`);
  },
  'in chunks of a byte': async (socket, said) => {
    await oneByOne(socket, [head(said, ['transfer-encoding: chunked']), ...[...Buffer.from(said.body)].map(chunk), '0\r\n\r\n']);
  },
  'in chunks with extensions and a trailer': async (socket, said) => {
    const body = said.body === '' ? '' : `${Buffer.byteLength(said.body).toString(16).toUpperCase()};kind="all"\r\n${said.body}\r\n`;
    socket.write(`${head(said, ['Transfer-Encoding: CHUNKED', 'Trailer: X-Sum'])}${body}00\r\nX-Sum: 1\r\n\r\n`);
  },
  'to the end of the connection': async (socket, said) => {
    socket.end(`${head(said, ['CONNECTION: Close'])}${said.body}`);
  },
  'to the end of the connection, without a word about it': async (socket, said) => {
    socket.end(`${head(said, [])}${said.body}`);
  },
  'with its length, and then closed without a word': async (socket, said) => {
    socket.end(`${head(said, length(said))}${said.body}`);
  },
  'with keep-alive and a limit': async (socket, said) => {
    socket.write(`${head(said, [...length(said), 'Connection: keep-alive', 'Keep-Alive: timeout=5, max=100'])}${said.body}`);
  },
  'byte by byte': async (socket, said) => {
    await oneByOne(
      socket,
      [...Buffer.from(`${head(said, length(said))}${said.body}`)].map((byte) => Buffer.from([byte])),
    );
  },
  'in odd case, and with headers nobody asked for': async (socket, said) => {
    const headers = Object.fromEntries(Object.entries(said.headers).map(([name, value]) => [oddCase(name), `  ${value}\t`]));
    const more = ['SERVER: odd/1', 'x-more: ', 'X-More: b', 'Date: Sat, 21 Nov 2026 10:00:00 GMT', 'Vary: *', 'cOnTeNt-LeNgTh: '];
    const lines = [...more.slice(0, -1), `${more.at(-1)}${Buffer.byteLength(said.body)}`];
    socket.write(`${head({ ...said, headers }, lines).replace(/OK|Odd/, 'quite all right')}${said.body}`);
  },
  'without a reason phrase': async (socket, said) => {
    socket.write(`${head(said, length(said)).replace(/ (OK|Odd)\r\n/, ' \r\n')}${said.body}`);
  },
  'after an early hint': async (socket, said) => {
    socket.write('HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n');
    socket.write(`${head(said, length(said))}${said.body}`);
  },
};

function head({ status, headers }: Said, more: readonly string[]): string {
  const lines = [...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), ...more];
  return [`HTTP/1.1 ${status} ${status === 200 ? 'OK' : 'Odd'}`, ...lines, '', ''].join('\r\n');
}

function length({ body }: Said): readonly string[] {
  return [`Content-Length: ${Buffer.byteLength(body)}`];
}

function chunk(byte: number): Buffer {
  return Buffer.concat([Buffer.from('1\r\n'), Buffer.from([byte]), Buffer.from('\r\n')]);
}

/** Each in a write of its own, once the one before has left. */
async function oneByOne(socket: Socket, parts: readonly (string | Buffer)[]): Promise<void> {
  for (const part of parts) await new Promise<void>((resolve) => socket.write(part, () => resolve()));
}

function oddCase(name: string): string {
  return [...name].map((letter, at) => (at % 2 === 0 ? letter.toUpperCase() : letter.toLowerCase())).join('');
}
