import type { Readable } from 'node:stream';

const headerBytes = 8;

export type DockerStream = 'stdout' | 'stderr';

/**
 * Takes apart the frames in which Docker attaches stdout and stderr: `[stream, 0, 0, 0, length of 4 bytes]`,
 * then the bytes (Engine API, "Attach to a container"). Iterative and without a buffer of its own, whatever
 * the sizes of frames and chunks; the stream is read no faster than `take` returns.
 */
export async function demultiplex(attached: Readable, take: (stream: DockerStream, bytes: Buffer) => void | Promise<void>): Promise<void> {
  const header = Buffer.alloc(headerBytes);
  let headerHas = 0;
  let left = 0;
  for await (const chunk of attached as AsyncIterable<Buffer>) {
    let at = 0;
    while (at < chunk.length) {
      if (left === 0) {
        const copied = chunk.copy(header, headerHas, at, at + headerBytes - headerHas);
        headerHas += copied;
        at += copied;
        if (headerHas < headerBytes) break;
        headerHas = 0;
        left = header.readUInt32BE(4);
        continue;
      }
      const bytes = chunk.subarray(at, at + left);
      at += bytes.length;
      left -= bytes.length;
      await take(header[0] === 2 ? 'stderr' : 'stdout', bytes);
    }
  }
}
