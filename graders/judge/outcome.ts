import type { Answer, StreamEnd } from '../../runner/core/answer.ts';

/** An answer in a line: its status and body, or how the connection failed. */
export function outcome(answer: Answer): string {
  switch (answer.kind) {
    case 'answer':
      return `status ${answer.status}${answer.body === '' ? ' with an empty body' : `, body ${answer.body}`}`;
    case 'closed':
      return 'the server closed the connection without an answer';
    case 'reset':
      return 'the server reset the connection (RST) before it answered';
    case 'refused':
      return 'connection refused: nothing listens there';
    case 'timed-out':
      return `no whole answer after ${Math.round(answer.ms)} ms`;
    case 'not-http':
      return `bytes that are not HTTP: ${answer.bytes}`;
  }
}

export function ending(end: StreamEnd): string {
  switch (end) {
    case 'open':
      return 'the connection was still open';
    case 'closed':
      return 'closed (FIN)';
    case 'reset':
      return 'reset (RST)';
    case 'refused':
      return 'refused: nothing listens there';
    case 'timed-out':
      return 'timed out';
  }
}
