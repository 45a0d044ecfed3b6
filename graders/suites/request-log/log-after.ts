import type { HttpRequest, Tools } from '../../../runner/core/tools.ts';

/** What a check on the log says of itself. */
export interface LogTexts {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly needs: readonly string[];
}

/** A kept connection may close without a word, and what was asked on it is asked, and logged, once more: each request has its own. */
export const onTheLog = { runs: 'shared', keepsConnection: false } as const;

const logTimeoutMs = 1_000;

/** All lines of stdout after these requests. A second line for one is there by the time the next one is logged. */
export async function logAfter({ http, server }: Tools, requests: readonly HttpRequest[]): Promise<readonly string[]> {
  let log: readonly string[] = [];
  for (const request of requests) {
    await http.send(request);
    log = await server.logWith(surePath(request), 1, logTimeoutMs);
  }
  return log;
}

export function plainPath({ path }: HttpRequest): string {
  return path.replace(/\?.*$/, '');
}

/** The path up to what a server may write in another way. */
export function surePath(request: HttpRequest): string {
  return plainPath(request).replace(/%.*$/, '');
}

export function shown(lines: readonly string[]): string {
  return lines.length === 0 ? 'no line with the path' : lines.join('\n');
}
