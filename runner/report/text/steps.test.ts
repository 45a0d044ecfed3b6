import { execFile } from 'node:child_process';
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runsIn } from '../../core/runs.ts';
import type { Step } from '../../core/step.ts';
import { stepLines } from './steps.ts';

const get = (path: string): Step => ({ kind: 'http', method: 'GET', path, headers: {} });
const json = { 'content-type': 'application/json' };
const post = (body: string, more: object = {}): Step => ({ kind: 'http', method: 'POST', path: '/tasks', headers: json, body, ...more });
const tcp = (bytes: Buffer | string, more: object = {}): Step => ({
  kind: 'tcp',
  bytes: Buffer.from(bytes).toString('base64'),
  length: bytes.length,
  ...more,
});

describe('the words', () => {
  test.each<[string, readonly Step[], readonly string[]]>([
    [
      'the last answer is shown with its head',
      [get('/a'), get('/b')],
      ['curl -s http://127.0.0.1:3000/a', 'curl -si http://127.0.0.1:3000/b'],
    ],
    [
      'what is done again and again is a loop',
      [get('/a'), get('/a'), get('/a'), get('/b')],
      ['for _ in $(seq 3); do curl -s http://127.0.0.1:3000/a; done', 'curl -si http://127.0.0.1:3000/b'],
    ],
    ['a query is quoted', [get('/a?b=1&c=2')], ["curl -si 'http://127.0.0.1:3000/a?b=1&c=2'"]],
    [
      'a body is quoted',
      [post(`{"title":"it's"}`)],
      [`curl -si -X POST http://127.0.0.1:3000/tasks -H 'content-type: application/json' -d '{"title":"it'\\''s"}'`],
    ],
    [
      'an id is kept for later',
      [post('{}', { id: '7' }), get('/tasks/7'), get('/tasks/70')],
      [
        `id=$(curl -s -X POST http://127.0.0.1:3000/tasks -H 'content-type: application/json' -d '{}' | sed -E 's/.*"id": *"?([^",}]+).*/\\1/')`,
        'curl -s "http://127.0.0.1:3000/tasks/$id"',
        'curl -si http://127.0.0.1:3000/tasks/70',
      ],
    ],
    ['an id that nobody asks for is not', [post('{}', { id: '7' })], [expect.stringMatching(/^curl -si/)]],
    ['many at once', [{ ...get('/a'), times: 20 } as Step], ['for _ in $(seq 20); do curl -si http://127.0.0.1:3000/a & done; wait']],
    [
      'many at once with a note',
      [tcp('hi', { times: 3, note: 'at once' })],
      ["for _ in $(seq 3); do printf 'hi' | nc -q 1 127.0.0.1 3000 & done; wait  # at once"],
    ],
    [
      'a request left under way',
      [{ ...get('/a'), note: 'left under way' } as Step],
      ['curl -si http://127.0.0.1:3000/a &  # left under way'],
    ],
    ['a signal', [{ kind: 'signal', signal: 'SIGTERM' }], ["pkill -TERM -f '^kata run'"]],
    ['a start', [{ kind: 'start', env: { PORT: 'a b' } }], ["kata run --env 'PORT=a b'"]],
    ['many bytes', [tcp(Buffer.alloc(2_000))], ['head -c 2000 /dev/urandom | nc -q 1 127.0.0.1 3000']],
  ])('%s', (_, steps, lines) => {
    expect(stepLines(steps)).toEqual(lines);
  });
});

describe('pasted into a shell', () => {
  test.each<[string, readonly Step[]]>([
    ['quotes, percents and backslashes', [post(`{"title":"it's 100% \\\\ \`x\` $HOME"}`), get("/greet/O'Neil%20%C3%AB?x=$y")]],
    ['a body that looks like a file', [post('@/etc/hostname')]],
    ['no content type', [{ kind: 'http', method: 'POST', path: '/tasks', headers: {}, body: '{}' }]],
    ['an empty body', [post('')]],
    ['brackets in a path', [get('/a/{b}/[1-3]')]],
    ['a body with its last byte withheld', [post('{"title":"it’s 5 %"}', { note: 'the last byte of the body is withheld' })]],
  ])('%s arrive as they were', async (_, steps) => {
    const { port, requests } = await httpServer();
    await paste(stepLines(steps), port);
    const sent = steps.flatMap((step) =>
      step.kind === 'http' ? [{ method: step.method, url: step.path, body: step.body ?? '', type: step.headers['content-type'] }] : [],
    );
    expect(requests).toEqual(sent);
  });

  test.each(['bash', 'sh'])('a long body arrives as it was, with %s', async (shell) => {
    const body = `{"it's 5 %":${'['.repeat(3_000)}${'%\\'.repeat(40)}é`;
    const runs = runsIn(body, 100) ?? [];
    const { port, requests } = await httpServer();
    await paste(stepLines([{ kind: 'http', method: 'POST', path: '/tasks', headers: json, longBody: { runs } }]), port, shell);
    expect(requests.map((request) => request.body)).toEqual([body]);
  });

  test('the id that the server chose is asked for', async () => {
    const { port, requests } = await httpServer('{"title":"x","id":41,"done":false}');
    await paste(stepLines([post('{}', { id: '7' }), get('/tasks/7')]), port);
    expect(requests.map(({ url }) => url)).toEqual(['/tasks', '/tasks/41']);
  });

  test('every byte arrives as it was, with a plain sh as well', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, at) => at));
    const halves = [bytes.subarray(0, 120), bytes.subarray(120, 240), bytes.subarray(240)];
    const { port, received } = await tcpServer();
    await paste(stepLines(halves.map((half) => tcp(half))), port, 'sh');
    expect(Buffer.concat(received())).toEqual(bytes);
  });

  test('many at once are all sent', async () => {
    const { port, requests } = await httpServer();
    await paste(stepLines([{ ...get('/a'), times: 5 } as Step]), port);
    expect(requests).toHaveLength(5);
  });
});

async function httpServer(answer = '{}') {
  const requests: { method: string | undefined; url: string | undefined; body: string; type: string | undefined }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    requests.push({
      method: request.method,
      url: request.url,
      body: Buffer.concat(chunks).toString(),
      type: request.headers['content-type'],
    });
    response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, requests };
}

async function tcpServer() {
  const connections: Buffer[][] = [];
  const server = createTcpServer((socket) => {
    const chunks: Buffer[] = [];
    connections.push(chunks);
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => {});
    socket.on('end', () => socket.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, received: () => connections.flat() };
}

/** Runs the lines as a shell script, on another port, with an `nc` that is there on every machine. */
async function paste(lines: readonly string[], port: number, shell = 'bash'): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kata-test-'));
  const nc = join(folder, 'nc');
  await writeFile(
    nc,
    `#!/bin/sh\nexec '${process.execPath}' -e "const s=require('net').connect({port:${port},host:'127.0.0.1'});process.stdin.pipe(s);s.pipe(process.stdout)"\n`,
  );
  await chmod(nc, 0o755);
  const script = lines.join('\n').replaceAll(':3000', `:${port}`).replace('sleep 3', 'sleep 0.1');
  await promisify(execFile)(shell, ['-c', `${script}\nwait`], { env: { ...process.env, PATH: `${folder}:${process.env.PATH}` } });
}
