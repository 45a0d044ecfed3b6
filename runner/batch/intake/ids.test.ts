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
  expect(idsOf([name])).toEqual([id]);
});

test.each(['李雷', '🦀', 'con', 'NUL', '...', ''])('%j, which no file can be called, has digits', (name) => {
  expect(idsOf([name])[0]).toMatch(/^[a-z]+-[0-9a-f]{8}$/);
});

test('namesakes are told apart, whoever comes first', () => {
  const [first, second] = idsOf(['Ann Lee', 'ann lee']);
  expect(first).not.toBe(second);
  expect(idsOf(['ann lee', 'Ann Lee'])).toEqual([second, first]);
});

test('whatever they are called, ids are distinct and plain', () => {
  const names = fc.uniqueArray(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a', 'A', 'á', 'a.', '-a')), { maxLength: 12 });
  fc.assert(
    fc.property(names, (all) => {
      const ids = idsOf(all);
      expect(new Set(ids).size).toBe(all.length);
      for (const id of ids) expect(id).toMatch(/^[a-z0-9][a-z0-9-]{0,70}$/);
    }),
  );
});
