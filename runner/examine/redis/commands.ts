import type { Counter } from '../relay/relay.ts';

// "RESP protocol spec" in Redis' documentation: a command is `*2\r\n`, and then for each of its words `$3\r\nGET\r\n`.
const lineEnd = '\n'.charCodeAt(0);

/** Counts the commands in what a client sends to Redis. */
export function createCommandCounter(): Counter {
  let head = '';
  let toSkip = 0;
  let commands = 0;
  const readHead = () => {
    if (head.startsWith('*')) commands += 1;
    // A word has a line end of its own.
    if (head.startsWith('$')) toSkip = Number.parseInt(head.slice(1), 10) + '\r\n'.length;
    head = '';
  };
  return {
    push: (bytes) => {
      let rest = bytes;
      while (rest.length > 0) {
        const skipped = Math.min(toSkip, rest.length);
        toSkip -= skipped;
        rest = rest.subarray(skipped);
        const end = rest.indexOf(lineEnd);
        if (toSkip > 0 || rest.length === 0) return;
        head += rest.subarray(0, end === -1 ? rest.length : end).toString('latin1');
        if (end === -1) return;
        readHead();
        rest = rest.subarray(end + 1);
      }
    },
    count: () => commands,
  };
}
