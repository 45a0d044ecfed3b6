import { expect, test } from 'vitest';
import { mergeLockfiles } from './lockfile.ts';

const registry = 'registry+https://registry.invalid/index';
const vetted = lock(['axum', '0.8.9'], ['serde', '1.0.228'], ['bitflags', '2.9.0']);

test('where semver allows, the set’s versions are taken', () => {
  const merged = mergeLockfiles(vetted, lock(['axum', '0.8.1'], ['serde', '1.0.228']));
  expect(merged).toEqual({ text: undefined, moved: [{ name: 'axum', from: '0.8.1', to: '0.8.9' }] });
});

test('what the set has nothing for is kept as it was pinned', () => {
  const merged = mergeLockfiles(vetted, lock(['axum', '0.7.5'], ['bitflags', '1.3.2'], ['itoap', '1.0.1'], ['serde', '1.0.100']));
  expect(merged.text).toBe(
    lock(['axum', '0.8.9'], ['serde', '1.0.228'], ['bitflags', '2.9.0'], ['axum', '0.7.5'], ['bitflags', '1.3.2'], ['itoap', '1.0.1']),
  );
  expect(merged.moved).toEqual([{ name: 'serde', from: '1.0.100', to: '1.0.228' }]);
});

test('versions below 1 are compatible by their first number that is not zero', () => {
  const set = lock(['a', '0.0.3'], ['b', '0.2.9']);
  expect(mergeLockfiles(set, lock(['a', '0.0.4'], ['b', '0.2.1']))).toMatchObject({ moved: [{ name: 'b', from: '0.2.1', to: '0.2.9' }] });
  expect(mergeLockfiles(set, lock(['a', '0.0.4'])).text).toContain('version = "0.0.4"');
});

test('the project’s own packages are not the set’s business', () => {
  const own = '[[package]]\nname = "axum"\nversion = "0.1.0"\n';
  expect(mergeLockfiles(vetted, `version = 4\n\n${own}`)).toEqual({ text: undefined, moved: [] });
});

test.each(['version = ', '<<<<<<< HEAD', 'package = 3'])('a lockfile that is none is left to cargo: %j', (text) => {
  expect(mergeLockfiles(vetted, text)).toEqual({ text: undefined, moved: [] });
});

function lock(...packages: readonly (readonly [string, string])[]): string {
  const blocks = packages.map(([name, version]) => `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = "${registry}"`);
  return `${['version = 4', ...blocks].join('\n\n')}\n`;
}
