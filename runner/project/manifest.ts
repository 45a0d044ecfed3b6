import { join } from 'node:path';
import { parse, TomlError, type TomlTable } from 'smol-toml';
import * as z from 'zod/mini';
import { UsageError } from '../core/fault.ts';
import type { Tree } from '../core/tree.ts';

/** A few megabytes of dots and brackets would take all memory to parse. */
const manifestBytes = 256 * 1024;

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
export async function readManifest(tree: Tree, directory: string): Promise<Manifest | undefined> {
  const table = await readTable(tree, directory);
  if (table === undefined) return undefined;
  const manifest = Manifest.safeParse(table);
  if (manifest.success) return { ...manifest.data, directory };
  const why = z.prettifyError(manifest.error);
  throw new UsageError(
    `${tree.shown(join(directory, 'Cargo.toml'))} is not a manifest that cargo takes: ${why}`,
    'cargo check says what it wants',
  );
}

/** All that the Cargo.toml of a folder says; undefined where there is none. */
export async function readTable(tree: Tree, directory: string): Promise<TomlTable | undefined> {
  const file = join(directory, 'Cargo.toml');
  const path = tree.shown(file);
  const content = await tree.read(file);
  switch (content.kind) {
    case 'file':
      if (content.bytes.length <= manifestBytes) return parsed(path, content.bytes.toString('utf8'));
      throw new UsageError(`${path} is over ${manifestBytes >> 10} kB`, 'leave in it what cargo needs');
    case 'nothing':
      return undefined;
    case 'folder':
      throw new UsageError(`${path} is a folder`, 'a manifest is a file: cargo init writes one');
    case 'unreadable':
      throw new UsageError(`${path} cannot be read: ${content.why}`, 'check its permissions');
  }
}

function parsed(path: string, text: string): TomlTable {
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
export async function binaryOf(tree: Tree, manifest: Manifest): Promise<string> {
  const name = manifest.package?.name ?? '';
  const declared = (manifest.bin ?? []).map((binary) => binary.name ?? name);
  const found = (await isFile(tree, join(manifest.directory, 'src/main.rs'))) && !declared.includes(name) ? [name] : [];
  const binaries = [...new Set([...declared, ...found, ...(await binariesInSrcBin(tree, manifest.directory))])];
  const chosen = manifest.package?.['default-run'] ?? (binaries.length === 1 ? binaries[0] : undefined);
  if (chosen !== undefined) return chosen;
  if (binaries.length === 0) {
    throw new UsageError(
      `${tree.shown(manifest.directory)} has no binary: there is no src/main.rs`,
      'add src/main.rs, or name the server in [[bin]]',
    );
  }
  throw new UsageError(
    `${name} has several binaries (${binaries.join(', ')}), and none is the default`,
    `say which one is the server: default-run = "${binaries[0]}" in [package]`,
  );
}

async function binariesInSrcBin(tree: Tree, directory: string): Promise<readonly string[]> {
  const entries = await tree.list(join(directory, 'src/bin')).catch(() => []);
  const found = await Promise.all(
    entries.map(async ({ name }) => {
      if (name.endsWith('.rs')) return [name.slice(0, -3)];
      return (await isFile(tree, join(directory, 'src/bin', name, 'main.rs'))) ? [name] : [];
    }),
  );
  return found.flat().sort();
}

async function isFile(tree: Tree, path: string): Promise<boolean> {
  return (await tree.look(path))?.kind === 'file';
}
