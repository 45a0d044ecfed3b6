import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadExercise } from '../exercises/index.ts';
import { exportAll } from '../runner/batch/export/all.ts';
import { summaryOf } from '../runner/batch/result.ts';
import type { Results } from '../runner/batch/results/open.ts';
import { safe } from '../runner/report/safe.ts';
import { browserPath, startBrowser } from '../test/support/browser.ts';
import { classResults, head, resultAt } from '../test/support/class-results.ts';

const exercise = await loadExercise('week2-task-api');
const count = 60;
const all = Array.from({ length: count }, (_, at) => resultAt(exercise, at));
const told = all.map(({ name }) => safe(name));

describe.skipIf(browserPath === undefined)('the instructor’s page, in a browser', () => {
  let [results, browser, page]: [Results | undefined, Browser | undefined, Page | undefined] = [undefined, undefined, undefined];
  const seen: string[] = [];

  beforeAll(async () => {
    results = await classResults(exercise, count);
    await writeFile(join(results.folder, 'overrides.csv'), 'id,points,reason\nstudent-2,64,was ill\n');
    const notGraded = [{ id: 'x', name: 'Nobody <i>', because: 'the engine has gone' }];
    const standing = { results: all.map(summaryOf), notGraded, kept: 0, same: 0, isOurs: false };
    await exportAll(results, { exercise, head, standing, roster: [] });
    browser = await startBrowser();
  });
  beforeEach(async () => {
    page = await browser?.newPage();
    seen.length = 0;
    page?.on('console', (message) => seen.push(message.text()));
    page?.on('pageerror', (error) => seen.push(String(error)));
    page?.on('request', (request) => seen.push(...(/^(file|data):/.test(request.url()) ? [] : [request.url()])));
    await opened().goto(pathToFileURL(join(results?.folder ?? '', 'report.html')).href);
    await opened().waitForSelector('.rows li');
  });
  afterEach(async () => {
    expect(seen).toEqual([]);
    await page?.close();
  });
  afterAll(async () => {
    await browser?.close();
    await results?.close();
    if (results !== undefined) await rm(dirname(results.folder), { recursive: true, force: true });
  });

  test('has everybody, whatever they are called', async () => {
    expect(await opened().title()).toBe('kata');
    expect((await names()).toSorted()).toEqual(told.toSorted());
    expect(await opened().textContent('header')).toMatch(/61 submissions.*Nobody <i>: the engine has gone/);
  });

  test('those with the least points come first, and by name if one likes', async () => {
    const points = await opened().$$eval('.rows .score', (found) => found.map((one) => Number.parseFloat(one.textContent ?? '')));
    expect(points).toEqual(points.toSorted((a, b) => a - b));
    await opened().selectOption('select >> nth=1', 'name');
    const students = (await names()).filter((name) => /^Student/.test(name));
    expect(students).toEqual(students.toSorted((a, b) => Number(a.slice(8)) - Number(b.slice(8))));
  });

  test('a check that is chosen shows who fails it, and only them', async () => {
    const first = opened().locator('.failed button').first();
    const id = await first.locator('.what').textContent();
    await first.click();
    const failing = all.filter(({ failures }) => id !== null && id in failures);
    expect(failing.length).toBeGreaterThan(0);
    expect((await names()).toSorted()).toEqual(failing.map(({ name }) => safe(name)).toSorted());
    await opened().locator('.chip').click();
    expect(await names()).toHaveLength(count);
  });

  test('a name is found, and an outcome', async () => {
    await opened().fill('input[type=search]', 'student 12');
    expect(await names()).toEqual(['Student 12']);
    await opened().fill('input[type=search]', '');
    await opened().selectOption('select >> nth=0', 'not-built');
    expect(await names()).toHaveLength(all.filter(({ outcome }) => outcome === 'not-built').length);
  });

  test('by keyboard alone: down a row, along its checks, open it, and back', async () => {
    await opened().locator('.rows button').first().focus();
    await opened().keyboard.press('ArrowDown');
    const second = (await names())[1];
    expect(await opened().evaluate(() => document.activeElement?.querySelector('bdi')?.textContent)).toBe(second);
    await opened().keyboard.press('ArrowRight');
    await opened().keyboard.press('ArrowRight');
    const check = exercise.rules.flatMap(({ checks }) => checks)[1];
    expect(await opened().textContent('.looked')).toContain(check?.title);
    await opened().keyboard.press('Enter');
    expect(await opened().textContent('dialog h2')).toBe(second);
    await opened().keyboard.press('Escape');
    await opened().waitForSelector('dialog', { state: 'detached' });
  });

  test('a submission’s failures are as its learner sees them, and markup in them is text', async () => {
    await opened().fill('input[type=search]', '<script>');
    await opened().locator('.rows button').click();
    const [failed] = Object.values(all[1]?.failures ?? {});
    const texts = await opened().$$eval('dialog pre', (found) => found.map((one) => one.textContent));
    expect(texts).toContain(failed ?? all[1]?.text);
    expect(await opened().title()).toBe('kata');
  });

  test('points that a person gave stand beside those that were graded', async () => {
    await opened().fill('input[type=search]', ']]>');
    expect(await opened().textContent('.rows .score')).toMatch(/^64\/64/);
    await opened().locator('.rows button').click();
    expect(await opened().textContent('dialog')).toMatch(/graded with \d+: was ill/);
  });

  test('on a phone nothing is wider than the screen', async () => {
    await opened().setViewportSize({ width: 375, height: 700 });
    expect(await opened().evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  });

  function opened(): Page {
    if (page === undefined) throw new Error('no page');
    return page;
  }

  function names(): Promise<string[]> {
    return opened().$$eval('.rows bdi', (found) => found.map((one) => one.textContent ?? ''));
  }
});
