import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idsOf } from './ids.ts';

test.each([
  ['Ada Lovelace', 'ada-lovelace'],
  ['  José Ñandú ', 'jose-nandu'],
  ['../../etc/passwd', 'etc-passwd'],
  ['o’brien "the\nbest"', 'o-brien-the-best'],
  ['\u202egnp.exe', 'gnp-exe'],
])('%j is kept as %s', (name, id) => {
  expect(idsOf([named(name)])).toEqual([id]);
});

test.each(['李雷', '🦀', 'con', 'NUL', '...', ''])('%j, which no file can be called, has digits', (name) => {
  expect(idsOf([named(name)])[0]).toMatch(/^[a-z]+-[0-9a-f]{8}$/);
});

test('namesakes are told apart, whoever comes first', () => {
  const [first, second] = idsOf(['Ann Lee', 'ann lee'].map(named));
  expect(first).not.toBe(second);
  expect(idsOf(['ann lee', 'Ann Lee'].map(named))).toEqual([second, first]);
});

test('one name in two formats is two submissions', () => {
  const ids = idsOf(['ann.zip', 'ann.tar.gz'].map((name) => ({ label: 'ann', name })));
  expect(new Set(ids).size).toBe(2);
});

test('whatever they are called, ids are distinct and plain', () => {
  const names = fc.uniqueArray(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a', 'A', 'á', 'a.', '-a')), { maxLength: 12 });
  fc.assert(
    fc.property(names, (all) => {
      const ids = idsOf(all.map(named));
      expect(new Set(ids).size).toBe(all.length);
      for (const id of ids) expect(id).toMatch(/^[a-z0-9][a-z0-9-]{0,70}$/);
    }),
  );
});

function named(name: string) {
  return { label: name, name };
}
