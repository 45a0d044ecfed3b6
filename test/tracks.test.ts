import { describe, expect, test } from 'vitest';
import { exerciseIds, loadExercises } from '../exercises/index.ts';
import { planned, tracks } from '../exercises/tracks/index.ts';

const rows = tracks.flatMap(({ id, sections }) =>
  sections.flatMap((section) => section.rows.map((row) => ({ ...row, name: `${id}/${row.id}` }))),
);

describe('the roadmaps', () => {
  test('have their rows, one of a name', () => {
    const counts = tracks.map(({ id, sections }) => [id, sections.flatMap((section) => section.rows).length]);
    expect(Object.fromEntries(counts)).toEqual({
      'backend-pro': 24,
      'async-mastery': 25,
      'forty-days': 46,
      'product-engineering': 18,
      'axum-14': 14,
    });
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  test('ask for exercises that are planned, and for all of those', () => {
    const asked = new Set(rows.flatMap(({ exercises }) => exercises));
    expect([...asked].toSorted()).toEqual(Object.keys(planned).toSorted());
  });

  test('ask for every exercise that is there', () => {
    expect(exerciseIds.filter((id) => !(id in planned))).toEqual([]);
  });

  test('say of an exercise with companions which they are', async () => {
    const names: { readonly [kind: string]: string } = { postgres: 'Postgres', redis: 'Redis', sqlite: 'SQLite' };
    for (const { id, companions = [] } of await loadExercises())
      expect(planned[id]?.kinds, id).toEqual(expect.arrayContaining(companions.map((kind) => names[kind])));
  });
});
