import { z } from 'zod';

const Artifact = z.object({
  reason: z.literal('compiler-artifact'),
  target: z.object({ name: z.string(), kind: z.array(z.string()) }),
  executable: z.string().nullable(),
  fresh: z.boolean(),
});

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
  const artifact = Artifact.safeParse(parseJson(line));
  if (!artifact.success || artifact.data.executable === null) return undefined;
  const { target, executable, fresh } = artifact.data;
  return { name: target.name, executable, fresh };
}

/** Progress from cargo's bar: `Building [=====>   ] 12/88: tokio, hyper`. */
export function parseProgress(text: string): { readonly done: number; readonly total: number; readonly name: string } | undefined {
  const seen = /\]\s+(\d+)\/(\d+)(?::\s*([^\r\n]*))?/.exec(text);
  if (seen === null) return undefined;
  return { done: Number(seen[1]), total: Number(seen[2]), name: (seen[3] ?? '').trim() };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
