import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'csv-parse/sync';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadExercise } from '../exercises/index.ts';
import { exportAll } from '../runner/batch/export/all.ts';
import type { Result } from '../runner/batch/result.ts';
import { summaryOf } from '../runner/batch/result.ts';
import type { Results } from '../runner/batch/results/open.ts';
import type { Student } from '../runner/batch/submission.ts';
import { classResults, head, resultAt } from './support/class-results.ts';

const exercise = await loadExercise('week2-task-api');
const count = 40;
const all: readonly Result[] = Array.from({ length: count }, (_, at) => resultAt(exercise, at));
const roster: readonly Student[] = [
  { name: 'Doe, Jane', id: '11', sisUserId: 's11', sisLoginId: 'jdoe', section: 'A' },
  { name: 'Roe, Max', id: '12', sisUserId: 's12', sisLoginId: 'mroe', section: 'A' },
];

let results: Results;
beforeAll(async () => {
  results = await classResults(exercise, count);
  const summaries = all.map(summaryOf).map((one, at) => (at === 1 ? { ...one, student: roster[0] as Student } : one));
  const notGraded = [{ id: 'x', name: 'X <i>', because: 'the engine has gone' }];
  const standing = { results: summaries, notGraded, kept: 0, same: 0, isOurs: false };
  await exportAll(results, { exercise, head, standing, roster });
});
afterAll(async () => {
  await results.close();
  await rm(dirname(results.folder), { recursive: true, force: true });
});

test('JSON: as its schema says', async () => {
  const schema = JSON.parse(await readFile(resolve('schema/batch-1.schema.json'), 'utf8'));
  const valid = new Ajv2020({ allErrors: true, strict: true, strictRequired: false }).compile(schema);
  const document: unknown = JSON.parse(await written('results.json'));
  expect(valid(document), JSON.stringify(valid.errors)).toBe(true);
  expect(document).toMatchObject({ version: 1, exercise: exercise.id, settings: { seed: 7 }, notGraded: [{ name: 'X <i>' }] });
});

test('CSV: a row for each, and no cell that a spreadsheet would run', async () => {
  const rows: readonly (readonly string[])[] = parse(await written('results.csv'));
  expect(rows).toHaveLength(count + 1);
  expect(rows.map((row) => row.length)).toEqual(rows.map(() => rows[0]?.length));
  expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(rows[1]?.[1]).toBe('\'=HYPERLINK("http://example.org","click")');
});

test('Canvas: the gradebook’s own columns, its row of points, and nobody else', async () => {
  const rows: readonly (readonly string[])[] = parse(await written('canvas.csv'));
  expect(rows).toEqual([
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', exercise.id],
    ['    Points Possible', '', '', '', '', '64'],
    ['Doe, Jane', '11', 's11', 'jdoe', 'A', String(all[1]?.points.earned)],
    ['Roe, Max', '12', 's12', 'mroe', 'A', ''],
  ]);
});

describe('JUnit', () => {
  test('is XML with a suite for each, counted rightly', async () => {
    const suites: Record<string, string>[] = [];
    let cases = { all: 0, failed: 0 };
    const parser = new SaxesParser({ xmlns: false });
    const counts: (typeof cases)[] = [];
    parser.on('error', (error) => expect.fail(error.message));
    parser.on('opentag', ({ name, attributes }) => {
      if (name === 'testsuite') suites.push(attributes as Record<string, string>);
      if (name === 'testcase') cases.all += 1;
      if (name === 'failure') cases.failed += 1;
    });
    parser.on('closetag', ({ name }) => {
      if (name !== 'testsuite') return;
      counts.push(cases);
      cases = { all: 0, failed: 0 };
    });
    parser.write(await written('junit.xml')).close();
    expect(suites.map(({ name }) => name)).toEqual(all.map(({ id }) => id));
    expect(suites.map(({ tests, failures }) => [Number(tests), Number(failures)])).toEqual(counts.map((one) => [one.all, one.failed]));
    const ran = all.filter(({ checks }) => checks.length > 0);
    expect(counts.filter((one) => one.all > 1).map((one) => one.failed)).toEqual(ran.map((one) => Object.keys(one.failures).length));
  });
});

describe('Gradescope', () => {
  test('is what its specification asks for, and the points of the tests are the score', async () => {
    for (const { id, points } of all) {
      const { score, tests, ...rest } = JSON.parse(await written(`gradescope/${id}/results.json`)) as GradescopeResults;
      expect(score).toBe(points.earned);
      expect(tests.reduce((sum, one) => sum + one.score, 0)).toBe(points.earned);
      expect(tests.reduce((sum, one) => sum + one.max_score, 0)).toBe(points.of);
      expect(Object.keys(rest).filter((key) => !topLevel.includes(key))).toEqual([]);
      expect(tests.flatMap((one) => Object.keys(one)).filter((key) => !ofATest.includes(key))).toEqual([]);
      expect(tests.filter(({ status }) => status !== 'passed' && status !== 'failed')).toEqual([]);
      expect(tests.filter(({ visibility }) => !['hidden', 'after_due_date', 'after_published', 'visible'].includes(visibility))).toEqual(
        [],
      );
    }
  });
});

test('an example of each, as it was last looked at', async () => {
  await expect(await written('gradescope/student-7/results.json')).toMatchFileSnapshot('golden/gradescope-results.json');
  await expect(await written('canvas.csv')).toMatchFileSnapshot('golden/canvas.csv');
});

test('a page of feedback holds nothing of anybody else, and no tag that a learner wrote', async () => {
  for (const { id } of all) {
    const [html, markdown] = [await written(`feedback/${id}.html`), await written(`feedback/${id}.md`)];
    const others = all.filter((one) => one.id !== id && /^Student \d+$/.test(one.name)).map(({ name }) => name);
    for (const name of others) expect(`${html}${markdown}`).not.toMatch(new RegExp(`${name}(?!\\d)`));
    expect(html).not.toMatch(/<script|<b>"|<b> & /);
  }
});

test('each format is there for each submission', async () => {
  expect(await readdir(join(results.folder, 'gradescope'))).toHaveLength(count);
  expect(await readdir(join(results.folder, 'feedback'))).toHaveLength(2 * count);
  expect((await stat(join(results.folder, 'report.html'))).size).toBeLessThan(5 * 2 ** 20);
});

interface GradescopeResults {
  readonly score: number;
  readonly tests: readonly { readonly score: number; readonly max_score: number; readonly status: string; readonly visibility: string }[];
}

// Gradescope, Autograder Specifications: `results.json`.
const topLevel = [
  ...['score', 'execution_time', 'output', 'output_format', 'test_output_format', 'test_name_format', 'visibility'],
  ...['stdout_visibility', 'extra_data', 'tests', 'leaderboard'],
];
const ofATest = [
  ...['score', 'max_score', 'status', 'name', 'name_format', 'number', 'output', 'output_format', 'tags', 'visibility', 'extra_data'],
];

function written(name: string): Promise<string> {
  return readFile(join(results.folder, name), 'utf8');
}
