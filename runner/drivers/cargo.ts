import * as z from 'zod/mini';
import type { BuildProgress } from '../core/driver.ts';
import { jsonIn } from '../core/json-in.ts';
import { createLines } from './lines.ts';

const Artifact = z.object({
  reason: z.literal('compiler-artifact'),
  target: z.object({ name: z.string(), kind: z.array(z.string()) }),
  executable: z.nullable(z.string()),
  fresh: z.boolean(),
});

/** Cargo's own exit codes: 101 whatever it is that it could not do. With any other somebody else ended it. */
export const cargoExits: readonly number[] = [0, 101];

/** A binary that cargo made, from a line of `--message-format=json`. */
export interface BuiltBinary {
  readonly name: string;
  readonly executable: string;
  /** False if it was compiled just now. */
  readonly fresh: boolean;
}

/** The binary a line of cargo's JSON tells of, if it does (cargo reference, "External tools"). */
export function parseArtifact(line: string): BuiltBinary | undefined {
  if (!line.includes('"compiler-artifact"') || line.includes('"executable":null')) return undefined;
  const artifact = Artifact.safeParse(jsonIn(line));
  if (!artifact.success || artifact.data.executable === null) return undefined;
  const { target, executable, fresh } = artifact.data;
  return { name: target.name, executable, fresh };
}

/** Progress from cargo's bar: `Building [=====>   ] 12/88: tokio, hyper`. */
function parseProgress(text: string): { readonly done: number; readonly total: number; readonly name: string } | undefined {
  const seen = /\]\s+(\d+)\/(\d+)(?::\s*([^\r\n]*))?/.exec(text);
  if (seen === null) return undefined;
  return { done: Number(seen[1]), total: Number(seen[2]), name: (seen[3] ?? '').trim() };
}

/** What cargo says on stderr, taken apart as it comes: progress and status lines on one side, errors and warnings on the other. */
export function createCargoWords(onProgress: (progress: BuildProgress) => void): { take(text: string): void; words(): string } {
  let kept = '';
  const takeLine = (line: string) => {
    const progress = parseProgress(line);
    if (progress !== undefined) return onProgress({ kind: 'crates', ...progress });
    const compiling = /^\s+Compiling (\S+)/.exec(line)?.[1];
    if (compiling !== undefined) return onProgress({ kind: 'crates', done: 0, total: undefined, name: compiling });
    if (!statusLine.test(line) && kept.length < keptCharacters) kept += `${line}\n`;
    return undefined;
  };
  const lines = createLines(keptCharacters, takeLine);
  return {
    take: lines.push,
    words: () => {
      lines.end();
      return kept.replace(/\n{3,}/g, '\n\n').trim();
    },
  };
}

/** Cargo's verbs are set flush right in twelve columns. */
const statusLine =
  /^\s+(Adding|Blocking|Building|Checking|Compiling|Downloaded|Downloading|Finished|Fresh|Ignored|Locking|Removing|Updating|Waiting)\b/;
const keptCharacters = 256 * 1024;
