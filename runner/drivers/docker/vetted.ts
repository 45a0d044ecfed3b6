import type { OutsideCrate } from '../../core/driver.ts';

/** Crates outside the set, each with the version that the set's lockfile has of that name. */
export function withVetted(crates: readonly OutsideCrate[], lockfile: string): readonly OutsideCrate[] {
  return crates.map((crate) => {
    const [, vetted] = new RegExp(`^name = "${escaped(crate.name)}"\\nversion = "([^"]+)"`, 'm').exec(lockfile) ?? [];
    return vetted === undefined ? crate : { ...crate, vetted };
  });
}

function escaped(name: string): string {
  return name.replace(/[^\w-]/g, '\\$&');
}
