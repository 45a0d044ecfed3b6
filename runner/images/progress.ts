import { stripVTControlCharacters } from 'node:util';
import * as z from 'zod/mini';

const Message = z.object({ stream: z.optional(z.string()), error: z.optional(z.string()) });

/** What the engine tells while it pulls or builds, line by line; the error that ended it, if one did. */
export async function readProgress(answer: NodeJS.ReadableStream, onLine: (line: string) => void): Promise<string | undefined> {
  let text = '';
  let error: string | undefined;
  for await (const json of lines(answer)) {
    const message = Message.parse(JSON.parse(json));
    error ??= message.error;
    const parts = (text + (message.stream ?? '')).split('\n');
    text = parts.pop() ?? '';
    for (const part of parts) tell(part, onLine);
  }
  tell(text, onLine);
  return error;
}

/** Docker's own chatter between the steps of a build. */
const chatter = /^( ---> |Removing intermediate container |Successfully (built|tagged) )/;

function tell(raw: string, onLine: (line: string) => void): void {
  const line = stripVTControlCharacters(raw).trimEnd();
  if (line !== '' && !chatter.test(line)) onLine(line);
}

async function* lines(stream: NodeJS.ReadableStream): AsyncGenerator<string> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    const parts = (rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))).split('\n');
    rest = parts.pop() ?? '';
    yield* parts.filter((part) => part.trim() !== '');
  }
  if (rest.trim() !== '') yield rest;
}
