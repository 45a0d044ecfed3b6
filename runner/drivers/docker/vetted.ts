import { readFile } from 'node:fs/promises';
import { parse } from 'smol-toml';
import * as z from 'zod/mini';
import type { BuildFault } from '../../core/driver.ts';
import { packFile } from '../../project/pack-files.ts';

const Lockfile = z.object({ package: z.array(z.object({ name: z.string(), version: z.string() })) });

/** The same fault, with the version that the vetted set has of each crate it names. */
export async function withVetted(why: BuildFault): Promise<BuildFault> {
  if (why.kind !== 'crate-outside') return why;
  const { package: vetted } = Lockfile.parse(parse(await readFile(packFile('fixtures/Cargo.lock'), 'utf8')));
  return {
    ...why,
    crates: why.crates.map((crate) => {
      const found = vetted.find(({ name }) => name === crate.name);
      return found === undefined ? crate : { ...crate, vetted: found.version };
    }),
  };
}
