import type { Counter } from '../relay/relay.ts';

// Message formats: "Frontend/Backend Protocol" in Postgres' manual. A length counts itself and what follows it.
const startupHeader = 8;
const header = 5;
const protocolThree = 196_608;
const simpleQuery = 'Q'.charCodeAt(0);
const execute = 'E'.charCodeAt(0);

/** Counts the statements in what a client sends to Postgres: simple queries, and executions of prepared ones. */
export function createStatementCounter(): Counter {
  let started = false;
  let head = Buffer.alloc(0);
  let toSkip = 0;
  let statements = 0;
  const readHead = () => {
    if (!started) {
      started = head.readInt32BE(4) === protocolThree;
      toSkip = head.readInt32BE(0) - startupHeader;
    } else {
      if (head[0] === simpleQuery || head[0] === execute) statements += 1;
      toSkip = head.readInt32BE(1) - (header - 1);
    }
    head = Buffer.alloc(0);
  };
  return {
    push: (bytes) => {
      let rest = bytes;
      while (rest.length > 0) {
        const skipped = Math.max(0, Math.min(toSkip, rest.length));
        toSkip -= skipped;
        rest = rest.subarray(skipped);
        const wanted = (started ? header : startupHeader) - head.length;
        head = Buffer.concat([head, rest.subarray(0, wanted)]);
        rest = rest.subarray(wanted);
        if (head.length === (started ? header : startupHeader)) readHead();
      }
    },
    count: () => statements,
  };
}
