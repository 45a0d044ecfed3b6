import type { Step } from '../../core/step.ts';

/** Where `kata run` keeps the server. */
const address = '127.0.0.1:3000';
const printfBytes = 120;

/** What a probe did, as lines for a shell beside `kata run`. Ids of things made on the way are kept in variables. */
export function stepLines(steps: readonly Step[]): readonly string[] {
  const ids = new Map<string, string>();
  return steps.flatMap((step, at) => {
    const line = lineOf(step, ids, at === steps.length - 1);
    const { id } = step.kind === 'http' ? step : {};
    const usedLater = id !== undefined && steps.slice(at + 1).some((later) => later.kind === 'http' && segments(later.path).includes(id));
    if (id === undefined || !usedLater) return [line];
    const name = ids.size === 0 ? 'id' : `id${ids.size + 1}`;
    ids.set(id, name);
    return [`${name}=$(${line} | sed -E 's/.*"id": *"?([^",}]+).*/\\1/')`];
  });
}

function lineOf(step: Step, ids: ReadonlyMap<string, string>, last: boolean): string {
  switch (step.kind) {
    case 'http':
      return step.note?.startsWith('the last byte') ? heldLine(step) : curl(step, ids, last);
    case 'tcp':
      return `${many(`${source(step)} | nc -q 1 127.0.0.1 3000${step.note === undefined ? '' : `  # ${step.note}`}`, step.times)}`;
    case 'udp':
      return `${source(step)} | nc -u -w 1 127.0.0.1 3000`;
    case 'signal':
      return `pkill -${step.signal.slice(3)} -f '^kata run'`;
    case 'start':
      return `kata run ${Object.entries(step.env).map(([name, value]) => `--env ${quoted(`${name}=${value}`)}`).join(' ')}`;
    case 'wait':
      return `# ${step.text}`;
  }
}

function curl(step: Step & { readonly kind: 'http' }, ids: ReadonlyMap<string, string>, last: boolean): string {
  const path = segments(step.path).map((segment) => (ids.has(segment) ? `$${ids.get(segment)}` : segment)).join('/');
  const url = path === step.path ? quotedUrl(`http://${address}${path}`) : `"http://${address}${path}"`;
  const method = step.method === 'GET' ? '' : ` -X ${step.method}`;
  const headers = Object.entries(step.headers).map(([name, value]) => ` -H ${quoted(`${name}: ${value}`)}`).join('');
  const line = `curl -s${last ? 'i' : ''}${method} ${url}${headers}`;
  const whole = withBody(step, line);
  return many(step.note === undefined ? whole : `${whole} &  # ${step.note}`, step.times);
}

function withBody(step: Step & { readonly kind: 'http' }, line: string): string {
  const plain = Object.keys(step.headers).some((name) => name.toLowerCase() === 'content-type') ? '' : " -H 'content-type:'";
  if (step.bodyBytes !== undefined) return `head -c ${step.bodyBytes} /dev/zero | tr '\\0' x | ${line}${plain} --data-binary @-`;
  return step.body === undefined ? line : `${line}${plain} -d ${quoted(step.body)}`;
}

function heldLine(step: Step & { readonly kind: 'http' }): string {
  const body = step.body ?? '';
  const headers = Object.entries(step.headers).map(([name, value]) => `${name}: ${value}\\r\\n`).join('');
  const head = `${step.method} ${step.path} HTTP/1.1\\r\\nhost: kata\\r\\n${headers}content-length: ${Buffer.byteLength(body)}\\r\\n\\r\\n`;
  return `(printf '${head}'; printf %s ${quoted(body.slice(0, -1))}; sleep 3; printf %s ${quoted(body.slice(-1))}) | nc -q 3 127.0.0.1 3000 &  # ${step.note}`;
}

function source(step: Step & { readonly kind: 'tcp' | 'udp' }): string {
  if (step.length > printfBytes) return `head -c ${step.length} /dev/urandom`;
  const text = Buffer.from(step.bytes, 'base64').toString('latin1');
  return `printf '${text.replace(/[^ !#-$&(-[\]-~]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}'`;
}

function many(line: string, times: number | undefined): string {
  return times === undefined || times === 1 ? line : `for _ in $(seq ${times}); do ${line} & done; wait`;
}

function segments(path: string): readonly string[] {
  return path.split('/');
}

function quotedUrl(url: string): string {
  return /^[\w:/.%~-]+$/.test(url) ? url : quoted(url);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
