import type { VerifyEvent } from '../verify/verify.ts';
import { isLive } from './terminal.ts';

const heartbeatMs = 15_000;

/** Tells of each variant as it ends: over one line on a terminal, in lines of its own elsewhere. */
export function showVerifying(stream: NodeJS.WriteStream, exerciseId: string): { show(event: VerifyEvent): void; end(): void } {
  const live = isLive(stream);
  const start = performance.now();
  let graded = 0;
  const seconds = () => Math.round((performance.now() - start) / 1000);
  const heartbeat = setInterval(() => {
    if (!live) stream.write(`kata: still verifying ${exerciseId} (${seconds()} s)\n`);
  }, heartbeatMs);
  heartbeat.unref();
  if (!live) stream.write(`kata: verifying ${exerciseId}\n`);
  return {
    show: (event) => {
      if (event.type === 'graded') graded += 1;
      if (live)
        stream.write(
          `\r\u001b[Kverifying ${exerciseId}: ${graded} graded, ${event.type === 'graded' ? event.graded.variant.name : 'linted'}`,
        );
    },
    end: () => {
      clearInterval(heartbeat);
      stream.write(live ? '\r\u001b[K' : `kata: ${exerciseId}: ${graded} graded in ${seconds()} s\n`);
    },
  };
}
