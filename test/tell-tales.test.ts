import { createSocket } from 'node:dgram';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { loadExercise } from '../exercises/index.ts';
import { specPath } from '../runner/spec/files.ts';
import { framings } from './support/framing.ts';
import { oddHello } from './support/odd-hello.ts';
import { gradeServed, type Program } from './support/served.ts';
import { tasks } from './support/tasks.ts';
import { join, select } from './support/week1.ts';

/** A word that is longer, and that every run sends, would give the grader away. */
const longestCommon = 5;
const shownBytes = 2_048;
/** HTTP's own words: names of headers that clients send, and what each of them says in these. */
const ofHttp =
  'accept application/json; charset=utf-8 connection content-length content-type host keep-alive user-agent http/1.1 127.0.0.1 delete patch';

const servers: readonly { readonly id: string; readonly serve: (hear: Hear) => Program; readonly atLeast: number }[] = [
  { id: 'week1-hello-api', serve: (hear) => oddHello((socket, said) => plainly(socket, said), hear), atLeast: 100 },
  { id: 'week1-join', serve: (hear) => join((request) => hear(headOf(request))), atLeast: 100 },
  { id: 'week1-select', serve: (hear) => select((request) => hear(headOf(request))), atLeast: 100 },
  { id: 'week2-task-api', serve: (hear) => recordedTasks(hear), atLeast: 300 },
  { id: 'async-week2-echo-server', serve: (hear) => echo(hear), atLeast: 100 },
];

type Hear = (text: string) => void;
const plainly = framings['with its length'] ?? (async () => {});

test.each(servers)('nothing that two runs of $id have in common gives the grader away', async ({ id, serve, atLeast }) => {
  const exercise = await loadExercise(id);
  const [one, other] = [await heardBy(11), await heardBy(12)];
  expect(one.length).toBeGreaterThan(atLeast);
  const spec = `${await readFile(specPath(id), 'utf8')} ${ofHttp}`.toLowerCase();
  const others = new Set(words(other));
  const common = [...new Set(words(one))].filter((word) => word.length > longestCommon && others.has(word) && !spec.includes(word));
  expect(common).toEqual([]);
  expect([...one, ...other].filter((text) => /kata|grader/i.test(text))).toEqual([]);

  async function heardBy(seed: number): Promise<readonly string[]> {
    const heard: string[] = [];
    await gradeServed(
      exercise,
      serve((text) => heard.push(text)),
      { seed },
    );
    return heard;
  }
});

/** Words, and what headers hold as a whole. */
function words(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => {
    const lower = text.toLowerCase();
    const values = [...lower.matchAll(/^[a-z-]+: ([^\r\n]+)/gm)].map(([, value = '']) => value);
    return [...lower.split(/[\s/?&="{}[\]:;,()<>]+/), ...values];
  });
}

function recordedTasks(hear: Hear): Program {
  return tasks((request) => {
    hear(headOf(request));
    request.on('data', (data) => hear(String(data).slice(0, shownBytes)));
  });
}

function headOf({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []));
  return [`${method} ${url}`, ...lines].join('\n');
}

function echo(hear: Hear): Program {
  return async ({ env }) => {
    const [port, host] = [Number(env.PORT), env.HOST];
    const udp = createSocket('udp4', (message, { port, address }) => {
      hear(String(message));
      udp.send(message, port, address);
    });
    const tcp = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on('error', () => {});
      socket.on('data', (data) => hear(data.subarray(0, shownBytes).toString('latin1')));
      socket.pipe(socket);
    });
    await new Promise<void>((resolve) => udp.bind(port, host, resolve));
    await new Promise<void>((resolve) => tcp.listen(port, host, resolve));
    const stop = async () => {
      tcp.close();
      udp.close();
    };
    return { stop };
  };
}
