import { parse, stringify, type TomlTable, type TomlValue } from 'smol-toml';

/**
 * A manifest with what it inherits from its workspace written out: the stub of a set of crates joins the
 * workspaces of learners, which have nothing for it to inherit.
 */
export function writeOut(manifest: string, workspaceManifest: string): string {
  const own = parse(manifest);
  const workspace = table(parse(workspaceManifest).workspace);
  return stringify({
    ...own,
    package: mapValues(table(own.package), (value, key) => (inherits(value) ? inherited(workspace, 'package', key) : value)),
    dependencies: mapValues(table(own.dependencies), (value, name) =>
      inherits(value) ? withFeatures(inherited(workspace, 'dependencies', name), value) : value,
    ),
  });
}

function inherited(workspace: TomlTable, section: string, key: string): TomlValue {
  const value = table(workspace[section])[key];
  if (value === undefined) throw new Error(`[workspace.${section}] has no ${key} to inherit`);
  return value;
}

/** Cargo adds an heir's features to the inherited ones; the heir's other keys are its own. */
function withFeatures(dependency: TomlValue, { workspace: _, ...heir }: TomlTable): TomlValue {
  if (Object.keys(heir).length === 0) return dependency;
  const whole = typeof dependency === 'string' ? { version: dependency } : table(dependency);
  const features = [...list(whole.features), ...list(heir.features)];
  return { ...whole, ...heir, ...(features.length > 0 ? { features } : {}) };
}

function inherits(value: TomlValue): value is TomlTable {
  return isTable(value) && value.workspace === true;
}

function mapValues(from: TomlTable, change: (value: TomlValue, key: string) => TomlValue): TomlTable {
  return Object.fromEntries(Object.entries(from).map(([key, value]) => [key, change(value, key)]));
}

function table(value: TomlValue | undefined): TomlTable {
  return value !== undefined && isTable(value) ? value : {};
}

function list(value: TomlValue | undefined): readonly TomlValue[] {
  return Array.isArray(value) ? value : [];
}

function isTable(value: TomlValue): value is TomlTable {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);
}
