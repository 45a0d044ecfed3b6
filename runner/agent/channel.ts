import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { InfrastructureError } from '../core/fault.ts';
import type { Json } from '../core/json.ts';

/** Calls in both directions as JSON lines over a pair of streams. */
export interface Channel {
  call(method: string, ...params: readonly Json[]): Promise<Json>;
  /** Resolves when the other side is gone. */
  readonly closed: Promise<void>;
}

export type Handlers = { readonly [method: string]: (...params: readonly Json[]) => Promise<unknown> };

type Message =
  | { readonly call: number; readonly method: string; readonly params: readonly Json[] }
  | { readonly answer: number; readonly result?: Json; readonly error?: Failure };

/** An error on the wire; a fault of the machine stays one on the other side. */
interface Failure {
  readonly message: string;
  readonly infrastructure: boolean;
  readonly next?: string;
}

export function createChannel(input: Readable, output: Writable, handlers: Handlers, gone: () => Error): Channel {
  const waiting = new Map<number, { resolve(result: Json): void; reject(error: Error): void }>();
  let nextCall = 1;
  let over = false;
  const send = (message: Message) => {
    if (!over) output.write(`${JSON.stringify(message)}\n`);
  };
  const answer = async (call: number, method: string, params: readonly Json[]) => {
    try {
      const handler = handlers[method];
      if (handler === undefined) throw new Error(`no such call: ${method}`);
      send({ answer: call, result: ((await handler(...params)) ?? null) as Json });
    } catch (error) {
      send({ answer: call, error: toFailure(error) });
    }
  };
  const receive = (line: string) => {
    const message = messageIn(line);
    if (message === undefined) return;
    if ('call' in message) return void answer(message.call, message.method, message.params);
    const caller = waiting.get(message.answer);
    waiting.delete(message.answer);
    if (message.error === undefined) caller?.resolve(message.result ?? null);
    else caller?.reject(fromFailure(message.error));
  };
  const closed = new Promise<void>((resolve) => {
    const lines = createInterface({ input });
    lines.on('line', receive);
    const end = () => {
      if (over) return;
      over = true;
      for (const { reject } of waiting.values()) reject(gone());
      waiting.clear();
      resolve();
    };
    lines.once('close', end);
    input.once('error', end);
    output.once('error', end);
  });
  return {
    call: (method, ...params) =>
      new Promise((resolve, reject) => {
        if (over) return reject(gone());
        const call = nextCall++;
        waiting.set(call, { resolve, reject });
        send({ call, method, params });
      }),
    closed,
  };
}

/** The last line of a side that is gone may be half a message: it is none. */
function messageIn(line: string): Message | undefined {
  try {
    return JSON.parse(line) as Message;
  } catch {
    return undefined;
  }
}

function toFailure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof InfrastructureError)) return { message, infrastructure: false };
  return { message, infrastructure: true, ...(error.next === undefined ? {} : { next: error.next }) };
}

function fromFailure({ message, infrastructure, next }: Failure): Error {
  return infrastructure ? new InfrastructureError(message, next) : new Error(message);
}
