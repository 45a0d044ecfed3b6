export interface MergedLockfile {
  /** The vetted set's lockfile with those of the project's crates that the set has nothing for; undefined where there are none. */
  readonly text: string | undefined;
  /** The crates that the set has in other versions. */
  readonly moved: readonly { readonly name: string; readonly from: string; readonly to: string }[];
}

interface Locked {
  readonly name: string;
  readonly version: string;
  /** Its lines, from `[[package]]` on. */
  readonly block: string;
}

/**
 * A project's lockfile on the vetted set: where semver allows, its crates are the set's versions, which are
 * compiled already. What is no block of a crate from a registry is left to cargo.
 */
export function mergeLockfiles(vetted: string, theirs: string): MergedLockfile {
  const [ours, wanted] = [cratesOf(vetted), cratesOf(theirs)];
  const versions = new Map(ours.map((crate) => [compatible(crate), crate.version]));
  const added = wanted.filter((crate) => !versions.has(compatible(crate)));
  const moved = wanted.flatMap((crate) => {
    const to = versions.get(compatible(crate)) ?? crate.version;
    return to === crate.version ? [] : [{ name: crate.name, from: crate.version, to }];
  });
  const text = `${[vetted.trimEnd(), ...added.map(({ block }) => block.trim())].join('\n\n')}\n`;
  return { text: added.length === 0 ? undefined : text, moved };
}

function cratesOf(lockfile: string): readonly Locked[] {
  const blocks = lockfile.split(/^(?=\[\[package\]\]\s*$)/m);
  return blocks.flatMap((block) => {
    const [name, version] = [value(block, 'name'), value(block, 'version')];
    const fromRegistry = value(block, 'source')?.startsWith('registry+') === true;
    return name === undefined || version === undefined || !fromRegistry ? [] : [{ name, version, block }];
  });
}

function value(block: string, key: string): string | undefined {
  return new RegExp(`^${key} = "([^"]*)"`, 'm').exec(block)?.[1];
}

/** Versions that cargo takes for one another have the same left-most number that is not zero (the Cargo book, "Specifying Dependencies"). */
function compatible({ name, version }: Locked): string {
  const [major = '0', minor = '0', patch = '0'] = version.split(/[.+-]/);
  if (major !== '0') return `${name} ${major}`;
  return minor !== '0' ? `${name} 0.${minor}` : `${name} 0.0.${patch}`;
}
