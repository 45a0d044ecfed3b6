import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import * as z from 'zod/mini';
import { UsageError } from '../core/fault.ts';

const Binary = z.object({ name: z.optional(z.string()), path: z.optional(z.string()) });
const Kata = z.object({ exercise: z.string() });

// zod's small form: this is read before cargo can start, and loads in a third of the time.
const Manifest = z.object({
  package: z.optional(
    z.object({
      name: z.string(),
      'default-run': z.optional(z.string()),
      metadata: z.optional(z.object({ kata: z.optional(Kata) })),
    }),
  ),
  bin: z.optional(z.array(Binary)),
  workspace: z.optional(z.object({ members: z.optional(z.array(z.string())), exclude: z.optional(z.array(z.string())) })),
});

/** What kata reads of a Cargo.toml. */
export type Manifest = z.infer<typeof Manifest> & { readonly directory: string };

/** The manifest of a folder; undefined where there is none. */
export async function readManifest(directory: string): Promise<Manifest | undefined> {
  const path = join(directory, 'Cargo.toml');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    if (error.code === 'EISDIR') throw new UsageError(`${path} is a folder`, 'a manifest is a file: cargo init writes one');
    throw new UsageError(`${path} cannot be read: ${error.code ?? error.message}`, 'check its permissions');
  });
  if (text === undefined) return undefined;
  const manifest = Manifest.safeParse(parsed(path, text));
  if (manifest.success) return { ...manifest.data, directory };
  const why = z.prettifyError(manifest.error);
  throw new UsageError(`${path} is not a manifest that cargo takes: ${why}`, 'cargo check says what it wants');
}

function parsed(path: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const why = error.message.split('\n')[0]?.replace('Invalid TOML document: ', '');
    throw new UsageError(`${path}:${error.line} is not valid TOML: ${why}`, 'cargo check shows the place');
  }
}

/** The exercise a package says it is for. */
export function declaredExercise(manifest: Manifest): string | undefined {
  return manifest.package?.metadata?.kata?.exercise;
}

/** The binary that `cargo run` would take; with several there must be a `default-run`. */
export async function binaryOf(manifest: Manifest): Promise<string> {
  const name = manifest.package?.name ?? '';
  const declared = (manifest.bin ?? []).map((binary) => binary.name ?? name);
  const found = (await isFile(join(manifest.directory, 'src/main.rs'))) && !declared.includes(name) ? [name] : [];
  const binaries = [...new Set([...declared, ...found, ...(await binariesInSrcBin(manifest.directory))])];
  const chosen = manifest.package?.['default-run'] ?? (binaries.length === 1 ? binaries[0] : undefined);
  if (chosen !== undefined) return chosen;
  if (binaries.length === 0) {
    throw new UsageError(`${manifest.directory} has no binary: there is no src/main.rs`, 'add src/main.rs, or name the server in [[bin]]');
  }
  throw new UsageError(
    `${name} has several binaries (${binaries.join(', ')}), and none is the default`,
    `say which one is the server: default-run = "${binaries[0]}" in [package]`,
  );
}

async function binariesInSrcBin(directory: string): Promise<readonly string[]> {
  const names = await readdir(join(directory, 'src/bin')).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => {
      if (name.endsWith('.rs')) return [name.slice(0, -3)];
      return (await isFile(join(directory, 'src/bin', name, 'main.rs'))) ? [name] : [];
    }),
  );
  return found.flat().sort();
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
