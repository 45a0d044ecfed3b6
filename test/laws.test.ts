import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadExercises } from '../exercises/index.ts';
import { sharesServer } from '../runner/core/check.ts';
import type { CompanionKind } from '../runner/core/companion.ts';

const root = resolve(import.meta.dirname, '..');
const sources = await sourceFiles(['runner', 'graders', 'exercises', 'page']);

/** Which folder may import which; the first that fits a file counts. */
const layers: readonly { readonly from: RegExp; readonly may: RegExp }[] = [
  { from: /^runner\/core\//, may: /^runner\/core\// },
  { from: /^graders\//, may: /^(graders\/|runner\/core\/)/ },
  { from: /^exercises\/index\.ts$/, may: /^(exercises\/|runner\/core\/)/ },
  { from: /^exercises\/([^/]+)\//, may: /^(graders\/index\.ts$|exercises\/)/ },
  { from: /^runner\/report\//, may: /^runner\/(report|core)\// },
  { from: /^runner\/examine\//, may: /^(runner\/(examine|core)\/|graders\/(tools|http\/send)\.ts$)/ },
  { from: /^runner\/agent\/main\.ts$/, may: /^(runner\/(agent|core|examine)\/|exercises\/index\.ts$)/ },
  { from: /^runner\/agent\//, may: /^runner\/(agent|core)\// },
  { from: /^runner\/drivers\//, may: /^runner\/(drivers|core|examine|agent|project|images)\// },
  { from: /^runner\/images\//, may: /^(runner\/(images|core|project|drivers\/docker)\/|docker\/)/ },
  { from: /^runner\/project\//, may: /^runner\/(project|core)\// },
  { from: /^runner\/author\//, may: /^runner\/(author|core|project)\// },
  { from: /^runner\/spec\//, may: /^runner\/(spec|core|project)\// },
  { from: /^runner\/verify\/report\//, may: /^runner\/(core|verify|report\/(paint|safe)\.ts$)/ },
  { from: /^runner\/verify\/golden\//, may: /^runner\/(core|verify|project|report)\// },
  { from: /^runner\/verify\//, may: /^(runner\/(verify|core|project|spec|building|plan|run)|graders\/mutants\/index\.ts$)/ },
  { from: /^runner\/batch\//, may: /^runner\/(batch|core|project|record|report|building|plan|run)/ },
  { from: /^page\//, may: /^(page\/|runner\/(core|batch)\/)/ },
  { from: /^runner\/record\//, may: /^runner\/(record\/|core\/|judge|plan)/ },
  { from: /^runner\/cli\//, may: /^(runner|exercises)\// },
  { from: /^runner\/[^/]+\.ts$/, may: /^runner\/(core\/|[^/]+\.ts$)/ },
];

describe('layers', () => {
  test.each(sources.map(({ path }) => path))('%s imports only what it may', (path) => {
    const source = sources.find((candidate) => candidate.path === path);
    const layer = layers.find(({ from }) => from.test(path));
    expect(layer, `no layer for ${path}`).toBeDefined();
    const imports = importsOf(path, source?.text ?? '').filter((to) => !/^(docker|package)/.test(to));
    expect(imports.filter((to) => layer?.may.test(to) !== true)).toEqual([]);
  });

  test('only cli reads argv and env, prints and exits', () => {
    const edge = /\bprocess\.(argv|stdout|stderr|exit|exitCode)\b|\bconsole\./;
    const others = sources.filter(({ path }) => !path.startsWith('runner/cli/') && path !== 'runner/agent/main.ts');
    expect(others.filter(({ text }) => edge.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('sizes', () => {
  test('no file is longer than 250 lines', () => {
    expect(sources.filter(({ lines }) => lines > 250).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
  });

  test('the median file has at most 60 lines', () => {
    const sorted = sources.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(60);
  });
});

describe.each(await loadExercises())('$id', (exercise) => {
  const checks = exercise.rules.flatMap((rule) => rule.checks);
  const ids = checks.map((check) => check.id);

  test('ids are unique, in kebab case, and every rule has a check', () => {
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(exercise.rules.filter((rule) => rule.checks.length === 0)).toEqual([]);
  });

  test('a check needs only checks that come before it', () => {
    const wrong = checks.flatMap((check, at) =>
      check.kind === 'probed'
        ? (check.needs ?? []).filter((id) => !ids.slice(0, at).includes(id)).map((id) => `${check.id} needs ${id}`)
        : [],
    );
    expect(wrong).toEqual([]);
  });

  test('only a check with a server of its own changes how it boots', () => {
    const changes = checks.filter((check) => check.kind === 'probed' && (check.env ?? check.database ?? check.redis) !== undefined);
    expect(changes.filter((check) => check.kind === 'probed' && sharesServer(check.runs))).toEqual([]);
  });

  test('only an exercise with a database has checks that boot without it', () => {
    const states = checks.flatMap((check) => (check.kind === 'probed' ? (check.database ?? []) : []));
    const companions = new Set<CompanionKind>(states.map((state) => (state === 'refuses' ? 'postgres' : 'sqlite')));
    expect([...companions].filter((companion) => exercise.companions?.includes(companion) !== true)).toEqual([]);
  });

  test('only an exercise with a Redis has checks that boot without it', () => {
    const without = checks.filter((check) => check.kind === 'probed' && check.redis !== undefined);
    expect(exercise.companions?.includes('redis') === true ? [] : without).toEqual([]);
  });
});

async function sourceFiles(folders: readonly string[]) {
  const names = (await Promise.all(folders.map((folder) => readdir(join(root, folder), { recursive: true })))).flatMap((found, at) =>
    found.map((name) => `${folders[at]}/${name}`),
  );
  const paths = names.filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !name.includes('/target/')).sort();
  return Promise.all(
    paths.map(async (path) => {
      const text = await readFile(join(root, path), 'utf8');
      return { path, text, lines: text.split('\n').length - 1 };
    }),
  );
}

function importsOf(path: string, text: string): readonly string[] {
  const named = [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, name = '']) => name);
  return named.flatMap((name) => {
    if (name === '#graders') return ['graders/index.ts'];
    return name.startsWith('.') ? [relative(root, resolve(root, dirname(path), name))] : [];
  });
}
