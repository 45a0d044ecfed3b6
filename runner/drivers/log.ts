import { StringDecoder } from 'node:string_decoder';
import type { Log } from '../core/program.ts';

const keptBytes = 256 * 1024;
const lineLimit = 8 * 1024;

/** Keeps the end of what a program prints, bounded whatever it prints, and tells who waits for a text. */
export interface LogBuffer {
  push(stream: 'stdout' | 'stderr', chunk: Uint8Array): void;
  /** The lines after the first `since` ones, as far as they are still kept. */
  log(since: number): Log;
  /** What was printed on stdout, once it holds `text` often enough or time is up. */
  stdoutWith(text: string, times: number, timeoutMs: number): Promise<Log>;
}

/** `onLine` is told each finished line as it comes. */
export function createLogBuffer(onLine: (line: string) => void = () => {}): LogBuffer {
  const lines: { readonly stream: 'stdout' | 'stderr'; readonly text: string }[] = [];
  const partial = { stdout: '', stderr: '' };
  const decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };
  const waiting = new Set<() => void>();
  let bytesInLines = 0;
  let totalBytes = 0;
  let totalLines = 0;
  const keep = (stream: 'stdout' | 'stderr', text: string) => {
    lines.push({ stream, text });
    totalLines += 1;
    bytesInLines += text.length;
    onLine(text);
  };
  const trim = () => {
    let dropped = 0;
    while (bytesInLines > keptBytes && dropped < lines.length - 1) {
      bytesInLines -= lines[dropped]?.text.length ?? 0;
      dropped += 1;
    }
    if (dropped > 0) lines.splice(0, dropped);
  };
  const log = (since: number): Log => {
    const unfinished = [partial.stdout, partial.stderr].filter((line) => line !== '');
    const kept = lines.slice(Math.max(0, since - (totalLines - lines.length))).map(({ text }) => text);
    return { lines: [...kept, ...unfinished], totalLines, totalBytes };
  };
  return {
    push: (stream, chunk) => {
      totalBytes += chunk.length;
      const pieces = (partial[stream] + decoders[stream].write(Buffer.from(chunk))).split('\n');
      const rest = pieces.pop() ?? '';
      for (const piece of pieces) keep(stream, piece.replace(/\r$/, '').slice(0, lineLimit));
      partial[stream] = rest.length > lineLimit ? '' : rest;
      if (rest.length > lineLimit) keep(stream, rest.slice(0, lineLimit));
      trim();
      for (const wake of waiting) wake();
    },
    log,
    stdoutWith: (text, times, timeoutMs) =>
      new Promise((resolve) => {
        const printed = () => lines.flatMap((line) => (line.stream === 'stdout' ? [line.text] : []));
        const enough = () => printed().filter((line) => line.includes(text)).length >= times;
        const done = () => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve({ lines: printed(), totalLines, totalBytes });
        };
        const look = () => {
          if (enough()) done();
        };
        const timer = setTimeout(done, timeoutMs);
        waiting.add(look);
        look();
      }),
  };
}
