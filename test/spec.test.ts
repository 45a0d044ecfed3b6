import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { loadExercises } from '../exercises/index.ts';
import { specPath } from '../runner/spec/files.ts';
import { writeSpec } from '../runner/spec/write.ts';
import { kata } from './support/cli.ts';

describe.each(await loadExercises())('the spec of $id', (exercise) => {
  test('says what the code says (npm run spec writes it)', async () => {
    const readme = await readFile(specPath(exercise.id), 'utf8');
    expect(readme).toBe(writeSpec(readme, exercise));
  });

  test('is printed as Markdown where nobody looks on, without its marks', async () => {
    const { stdout, stderr, exitCode } = await kata(['spec', exercise.id]);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toMatch(/^# /);
    expect(stdout).not.toMatch(/<!--|\n\n\n/);
    exercise.rules.forEach(({ text }, at) => {
      expect(stdout).toContain(`\n${at + 1}. ${text}\n`);
    });
    for (const { name } of exercise.boot.environment) expect(stdout).toContain(`| \`${name}\` |`);
  });

  test('its checks are listed with their rule', async () => {
    const { stdout } = await kata(['spec', exercise.id, '--checks']);
    const listed = stdout.split('\n').map((line) => line.trim().split(/\s+/));
    const declared = exercise.rules.flatMap(({ checks }, at) => checks.map(({ id }) => [String(at + 1), id]));
    expect(listed.map(([number, id]) => [number, id])).toEqual(declared);
  });
});
