import type { LongBody, Step } from '../../core/step.ts';
import { shellWord } from './shell.ts';

type HttpStep = Step & { readonly kind: 'http' };

/** Where `kata run` keeps the server. */
const [host, port] = ['127.0.0.1', 3000];
const nc = `nc -q 1 ${host} ${port}`;
const printfBytes = 120;

/** What a probe did, as lines for a shell beside `kata run`. Ids of things made on the way are kept in variables. */
export function stepLines(steps: readonly Step[]): readonly string[] {
  const ids = new Map<string, string>();
  const lines = steps.map((step, at) => {
    const line = lineOf(step, ids, at === steps.length - 1);
    const { id } = step.kind === 'http' ? step : {};
    if (id === undefined || ids.has(id) || !steps.slice(at + 1).some((later) => later.kind === 'http' && segments(later.path).includes(id)))
      return shown(line);
    const name = ids.size === 0 ? 'id' : `id${ids.size + 1}`;
    ids.set(id, name);
    return shown({ ...line, command: `${name}=$(${line.command} | sed -E 's/.*"id": *"?([^",}]+).*/\\1/')` });
  });
  return oneAfterAnother(lines);
}

/** Lines that repeat the one before as a loop. */
function oneAfterAnother(lines: readonly string[]): readonly string[] {
  const starts = lines.flatMap((line, at) => (line === lines[at - 1] ? [] : [at]));
  return starts.map((start, at) => {
    const [line = '', times] = [lines[start], (starts[at + 1] ?? lines.length) - start];
    return times === 1 ? line : `for _ in $(seq ${times}); do ${line}; done`;
  });
}

interface Line {
  readonly command: string;
  readonly times?: number | undefined;
  /** True where the next line is for the time while this one runs. */
  readonly background?: boolean;
  readonly note?: string | undefined;
}

function shown({ command, times = 1, background = false, note }: Line): string {
  const all = times > 1 ? `for _ in $(seq ${times}); do ${command} & done; wait` : background ? `${command} &` : command;
  return note === undefined ? all : `${all}  # ${note}`;
}

function lineOf(step: Step, ids: ReadonlyMap<string, string>, last: boolean): Line {
  switch (step.kind) {
    case 'http':
      return step.note === undefined ? { command: curl(step, ids, last), times: step.times } : held(step, step.note, ids);
    case 'tcp':
      return { command: `${source(step)} | ${nc}`, times: step.times, note: step.note };
    case 'udp':
      return { command: `${source(step)} | nc -u -w 1 ${host} ${port}`, note: step.note };
    case 'signal':
      return { command: `pkill -${step.signal.slice(3)} -f '^kata run'` };
    case 'restart':
      return { command: `# in the terminal of kata run: restart ${step.signal.slice(3)}` };
    case 'database':
      return {
        command:
          step.does === 'mount' ? '# now the folder of DATABASE_URL is made' : `# in the terminal of kata run: database ${step.does}`,
      };
    case 'redis':
      return { command: `# in the terminal of kata run: redis ${step.does}` };
    case 'upstream':
      return { command: `# in the terminal of kata run: upstream ${step.does === 'answer' ? answering(step) : step.does}` };
    case 'start':
      return {
        command: [
          'kata run',
          ...Object.entries(step.env).map(([name, value]) => `--env ${value === null ? name : shellWord(`${name}=${value}`)}`),
        ].join(' '),
      };
  }
}

function answering({ path, reply: { status, body } }: Step & { readonly kind: 'upstream'; readonly does: 'answer' }): string {
  return ['answer', path, status, ...(body === undefined ? [] : [body])].join(' ');
}

function curl(step: HttpStep, ids: ReadonlyMap<string, string>, last: boolean): string {
  const path = segments(step.path)
    .map((segment) => (ids.has(segment) ? `$${ids.get(segment)}` : segment))
    .join('/');
  const url = `http://${host}:${port}${path}`;
  const words = [
    `curl -s${last ? 'i' : ''}${/[{}[\]]/.test(path) ? 'g' : ''}`,
    ...(step.method === 'GET' ? [] : [`-X ${step.method}`]),
    path === step.path ? shellWord(url) : `"${url}"`,
    ...Object.entries(step.headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
  ];
  // curl names a content type of its own unless it is told not to.
  const untyped = Object.keys(step.headers).some((name) => name.toLowerCase() === 'content-type') ? [] : ["-H 'content-type:'"];
  if (step.longBody !== undefined) return `${long(step.longBody)} | ${[...words, ...untyped, '--data-binary @-'].join(' ')}`;
  if (step.body === undefined) return words.join(' ');
  return [...words, ...untyped, `${step.body.startsWith('@') ? '--data-raw' : '-d'} ${quoted(step.body)}`].join(' ');
}

function long(body: LongBody): string {
  if ('bytes' in body) return `head -c ${body.bytes} /dev/zero | tr '\\0' x`;
  const printed = body.runs.map(({ text, times }) =>
    // Of each number, none of its characters is printed.
    times === 1 ? `printf ${format(text)}` : `printf ${format(text).slice(0, -1)}%.0s' $(seq ${times})`,
  );
  return `(${printed.join('; ')})`;
}

/** A request that is under way, or a connection that stays open, while the next lines are run. */
function held(step: HttpStep, note: string, ids: ReadonlyMap<string, string>): Line {
  const head = [
    `${step.method} ${step.path} HTTP/1.1`,
    'host: kata',
    ...Object.entries(step.headers).map(([name, value]) => `${name}: ${value}`),
  ];
  if (step.body !== undefined) {
    const bytes = [...head, `content-length: ${Buffer.byteLength(step.body)}`, '', step.body].join('\r\n');
    return {
      command: `(printf ${format(bytes.slice(0, -1))}; sleep 3; printf ${format(bytes.slice(-1))}) | ${nc}`,
      background: true,
      note,
    };
  }
  if (note.includes('kept open'))
    return { command: `(printf ${format([...head, '', ''].join('\r\n'))}; sleep 5) | ${nc}`, background: true, note };
  return { command: curl(step, ids, true), background: true, note };
}

function source({ bytes, length }: Step & { readonly kind: 'tcp' | 'udp' }): string {
  return length > printfBytes ? `head -c ${length} /dev/urandom` : `printf ${format(Buffer.from(bytes, 'base64'))}`;
}

/** Bytes as the format of printf; octal is what every shell's printf knows. */
function format(bytes: string | Buffer): string {
  const escaped = [...Buffer.from(bytes)].map((byte) => {
    const character = String.fromCharCode(byte);
    if (/[ !#-$&(-[\]-~"]/.test(character)) return character;
    return named[character] ?? `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `'${escaped.join('')}'`;
}

const named: { readonly [character: string]: string } = { '\r': '\\r', '\n': '\\n', '\t': '\\t', '\\': '\\\\', '%': '%%' };

function segments(path: string): readonly string[] {
  return path.split('/');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
