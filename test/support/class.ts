import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { execa } from 'execa';
import { plantDistinct } from '../../bench/distinct.ts';
import type { Outcome } from '../../runner/batch/result.ts';
import { checksOf, type Exercise } from '../../runner/core/exercise.ts';
import { needsOf } from '../../runner/plan.ts';
import { type Mistake, readMistakes } from '../../runner/verify/mistake.ts';
import { plantMistake, plantProject } from '../../runner/verify/plant.ts';
import { tarOf, zipOf } from './archives.ts';
import { plantHostile } from './hostile.ts';

type Packed = 'folder' | 'zip' | 'tar.gz' | 'git';

/** One of a class: what is handed in, and what must come of it. */
export interface Pupil {
  readonly name: string;
  readonly packed: Packed;
  readonly plant: (directory: string) => Promise<void>;
  readonly outcome: Outcome;
  /** Exactly the checks that fail, and those that wait for them. */
  readonly fails: readonly string[];
  /** Checks that a race fails now and then as well. */
  readonly may: readonly string[];
}

const ways: readonly Packed[] = ['folder', 'zip', 'tar.gz', 'git'];

/** Right programs, each of them another, packed in every way. */
export function rightOnes(exercise: Exercise, count: number): readonly Pupil[] {
  return Array.from({ length: count }, (_, at) => ({
    name: `right ${at + 1}`,
    packed: ways[at % ways.length] ?? 'folder',
    plant: async (directory) => void (await plantDistinct(exercise, at + 1, directory)),
    outcome: 'passed',
    fails: [],
    may: [],
  }));
}

/** The exercise's mistakes, one each. */
export async function mistakenOnes({ id }: Exercise): Promise<readonly Pupil[]> {
  return (await readMistakes(id)).map((mistake, at) => ({
    name: mistake.id,
    packed: ways[at % ways.length] ?? 'folder',
    plant: planting(id, [mistake]),
    outcome: 'failed',
    fails: mistake.fails,
    may: mistake.may,
  }));
}

/** Two mistakes in one program: what both fail, but for what waits for one of these. */
export async function doublyMistakenOnes(exercise: Exercise, pairs: readonly (readonly [string, string])[]): Promise<readonly Pupil[]> {
  const mistakes = new Map((await readMistakes(exercise.id)).map((mistake) => [mistake.id, mistake]));
  return pairs.map((names, at) => {
    const both = names.flatMap((name) => mistakes.get(name) ?? []);
    const fails = [...new Set(both.flatMap((mistake) => mistake.fails))];
    const waits = waitingFor(exercise, fails);
    return {
      name: names.join(' & '),
      packed: ways[at % ways.length] ?? 'folder',
      plant: planting(exercise.id, both),
      outcome: 'failed',
      fails: fails.filter((check) => !waits.has(check)),
      may: both.flatMap(({ may }) => may),
    };
  });
}

/** What no program comes of, as students hand it in. */
export function brokenOnes({ id }: Exercise): readonly Pupil[] {
  const broken = (name: string, packed: Packed, outcome: Outcome, spoil: (directory: string) => Promise<void>): Pupil => ({
    name,
    packed,
    plant: async (directory) => {
      await plantProject(`fixtures/${id}/solution`, directory);
      await spoil(directory);
    },
    outcome,
    fails: [],
    may: [],
  });
  return [
    broken('does not compile', 'folder', 'not-built', (directory) => writeFile(join(directory, 'src/main.rs'), 'fn main() { nothing }')),
    broken('ends at once', 'zip', 'not-booted', (directory) => writeFile(join(directory, 'src/main.rs'), 'fn main() {}')),
    broken('no manifest', 'tar.gz', 'refused', (directory) => rm(join(directory, 'Cargo.toml'))),
    broken('no TOML', 'folder', 'refused', (directory) => writeFile(join(directory, 'Cargo.toml'), '[package')),
    broken('crates of its own', 'git', 'refused', (directory) => addCrate(directory, 'rocket = "0.5"')),
    broken('a crate from git', 'folder', 'refused', (directory) => addCrate(directory, 'x = { git = "https://example.org/x" }')),
    broken('<b>"quoted", Ünï & 🦀', 'zip', 'passed', async () => {}),
  ];
}

/** What does harm, or tries to. */
export function hostileOnes({ id }: Exercise, names: readonly (readonly [name: string, outcome: Outcome])[]): readonly Pupil[] {
  return names.map(([name, outcome], at) => ({
    name: `hostile ${name}`,
    packed: ways[at % ways.length] ?? 'folder',
    plant: async (directory) => {
      await plantHostile(name, directory);
      await edit(directory, (manifest) => manifest.replace(/^exercise = .*$/m, `exercise = "${id}"`));
    },
    outcome,
    fails: [],
    may: [],
  }));
}

/** Puts a class into a new folder as it would be handed in. */
export async function handIn(pupils: readonly Pupil[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kata-class-'));
  for (const pupil of pupils) await pack(pupil, folder);
  return folder;
}

async function pack({ name, packed, plant }: Pupil, folder: string): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'kata-pupil-'));
  const directory = packed === 'folder' ? join(folder, name) : join(scratch, 'project');
  try {
    await mkdir(directory, { recursive: true });
    await plant(directory);
    if (packed === 'zip') await writeFile(join(folder, `${name}.zip`), zipOf(await entriesOf(scratch)));
    if (packed === 'tar.gz') await writeFile(join(folder, `${name}.tar.gz`), gzipSync(await tarOf(await entriesOf(scratch))));
    if (packed === 'git') await commit(directory, join(folder, `${name}.git`));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function entriesOf(folder: string) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(files.sort().map(async (file) => ({ name: relative(folder, file), content: await readFile(file) })));
}

async function commit(directory: string, repository: string): Promise<void> {
  const git = (...words: readonly string[]) =>
    execa('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words], { cwd: directory });
  await git('init', '--quiet');
  await git('add', '--all', '--force');
  await git('commit', '--quiet', '-m', 'handed in');
  await git('clone', '--quiet', '--bare', '--no-local', '.', repository);
}

function planting(exerciseId: string, mistakes: readonly Mistake[]): Pupil['plant'] {
  return async (directory) => {
    await plantProject(`fixtures/${exerciseId}/solution`, directory);
    for (const mistake of mistakes) await plantMistake(directory, mistake);
  };
}

async function addCrate(directory: string, line: string): Promise<void> {
  await edit(directory, (manifest) => manifest.replace('[dependencies]', `[dependencies]\n${line}`));
}

async function edit(directory: string, change: (manifest: string) => string): Promise<void> {
  const file = join(directory, 'Cargo.toml');
  await writeFile(file, change(await readFile(file, 'utf8')));
}

/** The checks that need one of these, or need one that does. */
function waitingFor(exercise: Exercise, failed: readonly string[]): ReadonlySet<string> {
  const waiting = new Set<string>();
  for (const check of checksOf(exercise)) {
    if (needsOf(check).some((id) => failed.includes(id) || waiting.has(id))) waiting.add(check.id);
  }
  return waiting;
}
