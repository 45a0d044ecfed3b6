import { posix } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { archiveBounds } from './bounds.ts';
import { entryPath } from './entry-path.ts';

test.each([
  ['src/main.rs', 'src/main.rs', false],
  ['./src/main.rs', 'src/main.rs', false],
  ['././a', 'a', false],
  ['src/', 'src', true],
  ['./', '', true],
  ['.', '', true],
  ['.gitignore', '.gitignore', false],
  ['..a/b..', '..a/b..', false],
  ['日本/é.rs', '日本/é.rs', false],
])('%j is %j', (name, path, isFolder) => {
  expect(entryPath(name, archiveBounds)).toEqual({ kind: 'path', path, isFolder });
});

test.each([
  ['', /is there/],
  ['/etc/passwd', /absolute/],
  ['..', /leads out/],
  ['../a', /leads out/],
  ['a/../../b', /leads out/],
  ['./../a', /leads out/],
  ['a/..', /leads out/],
  ['..\\a', /backslash/],
  ['C:evil.rs', /drive letter/],
  ['a//b', /empty name/],
  ['a/./b', /empty name/],
  ['.//a', /empty name/],
  ['a\u0000.rs', /control/],
  ['a\u001b[2J', /control/],
  ['a\u200b', /control/],
  ['a\u2028b', /control/],
  ['a\ufffd', /UTF-8/],
  ['a/.GIT/hooks/x', /\.git/],
  ['git~1/config', /\.git/],
  ['.git./config', /\.git/],
  [`${'a/'.repeat(30)}b`, /too long a path/],
  ['a'.repeat(256), /too long a name/],
  [`a/${'é'.repeat(200)}`, /too long/],
])('%j is odd', (name, why) => {
  const found = entryPath(name, archiveBounds);
  expect(found).toMatchObject({ kind: 'odd' });
  expect(found.kind === 'odd' ? found.why : '').toMatch(why);
});

test('whatever the name, a path stays below the top and means the same everywhere', () => {
  const part = fc.oneof(
    fc.constantFrom('.', '..', '', '.git', 'a', 'C:', '\\', '\u0000', '\u202e', 'é', '/'),
    fc.string({ unit: 'binary' }),
  );
  const names = fc.array(part, { maxLength: 6 }).map((parts) => parts.join('/'));
  fc.assert(
    fc.property(names, (name) => {
      const found = entryPath(name, archiveBounds);
      if (found.kind !== 'path' || found.path === '') return;
      expect(posix.join('/', found.path)).toBe(`/${found.path}`);
      expect(posix.relative('/root', posix.resolve('/root', found.path))).toBe(found.path);
      expect(found.path).not.toMatch(/(^|\/)\.git(\/|$)|[\p{Cc}\\]/iu);
    }),
    { numRuns: 2_000 },
  );
});

test.each(['.git', '.git/', 'a/.git/hooks/x'])('%j is what every clone has, and is left out', (name) => {
  expect(entryPath(name, archiveBounds)).toEqual({ kind: 'left-out' });
});

test.each(['../.git/x', '/.git/x', '.git/../../x'])('%j is odd for all that', (name) => {
  expect(entryPath(name, archiveBounds)).toMatchObject({ kind: 'odd' });
});
