import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectRefusal, folderWith, kata } from './support/cli.ts';
import { copyPack } from './support/pack.ts';

const echo = 'async-week2-echo-server';
const onlyCtrlC = await readFile(resolve('fixtures', echo, 'mistakes/only-ctrl-c.patch'), 'utf8');

describe('kata verify', { timeout: 240_000 }, () => {
  test('says what is wrong with each mistake, in which file, and what to do', async () => {
    const pack = await copyPack();
    await pack.putMistakes(echo, {
      'as-it-says': onlyCtrlC,
      'does-not-apply': onlyCtrlC.replaceAll('SignalKind', 'SignalSort'),
      'does-not-compile': onlyCtrlC
        .replace(/^\+(?!\+)/m, '+let nothing: u8 = "text";\n+')
        .replace(/^@@ -(\S+) \+(\d+),(\d+) @@/m, (_, from, line, count) => `@@ -${from} +${line},${Number(count) + 1} @@`),
      'fails-nothing':
        header('stops-on-sigterm') + manifestComment(await readFile(resolve('fixtures', echo, 'solution/Cargo.toml'), 'utf8')),
      'fails-more': onlyCtrlC.replace(/^fails: .*/m, 'fails: stops-on-sigint'),
      'names-none': onlyCtrlC.replace(/^fails: .*/m, (line) => `${line}, stops-on-sigtrem`),
    });
    const { exitCode, stdout, stderr } = await pack.kata(
      'verify',
      echo,
      '--only',
      'as-it-says,does-not-apply,does-not-compile,fails-nothing,fails-more,names-none',
      '--json',
    );
    expect(stderr).not.toMatch(/\n\s+at |fault of kata/);
    expect(exitCode).toBe(4);
    const { problems } = JSON.parse(stdout).exercises[0];
    const told = (name: string): readonly string[] =>
      problems.flatMap(({ file, what, next }: { file: string; what: string; next: string }) =>
        file === `fixtures/${echo}/mistakes/${name}.patch` && next !== '' ? [what] : [],
      );
    expect(told('as-it-says')).toEqual([]);
    expect(told('does-not-apply')).toEqual(['does not apply to src/shutdown.rs']);
    expect(told('does-not-compile')).toEqual([expect.stringMatching(/^does not compile:[\s\S]*error/)]);
    expect(told('fails-nothing')).toEqual(['fails nothing']);
    expect(told('fails-more')).toEqual([
      'does not fail stops-on-sigint',
      expect.stringMatching(/^fails stops-on-sigterm.*, which it does not name$/),
    ]);
    expect(told('names-none')).toEqual(['names checks that there are not: stops-on-sigtrem']);
  });

  test('a mistake that cannot be read is told by its file', async () => {
    const pack = await copyPack();
    await pack.putMistakes(echo, { 'no-diff': 'title: x\nwhy: y\nfails: z\n' });
    expectRefusal(await pack.kata('verify', echo), 4, /mistakes\/no-diff\.patch has no diff/, /diff -u/);
    await pack.putMistakes(echo, { 'no-title': onlyCtrlC.replace(/^title: .*\n/, '') });
    expectRefusal(await pack.kata('verify', echo), 4, /mistakes\/no-title\.patch has no title/, /begin it with a line/);
  });

  test('proves the solution: formatted, without warnings, and no defect of its evidence missed', async () => {
    const said = await kata(['verify', echo, '--only', 'solution']);
    expect(said.stdout).toMatch(/defects +\d{3,} in the solution’s evidence: \d+ found, \d+ left for a reason, 0 for none/);
    expect(said).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/✓ async-week2-echo-server: proven/) });
  });

  test('a solution that is not formatted or has warnings is told', async () => {
    const pack = await copyPack();
    await appendFile(join(pack.folder, 'fixtures', echo, 'solution/src/main.rs'), '\nfn  never_called() {}\n');
    const { exitCode, stdout } = await pack.kata('verify', echo, '--only', 'solution');
    expect(exitCode).toBe(4);
    expect(stdout).toMatch(/is not formatted:[\s\S]*never_called/);
    expect(stdout).toMatch(/has warnings:[\s\S]*function `never_called` is never used/);
    expect(stdout).toMatch(/✗ async-week2-echo-server: 2 things to mend/);
  });

  test('a spec that does not say what the code says, and checks that nothing fails, are told', async () => {
    const pack = await copyPack();
    await pack.putMistakes(echo, { 'only-ctrl-c': onlyCtrlC });
    const readme = join(pack.folder, 'exercises', echo, 'README.md');
    await writeFile(readme, (await readFile(readme, 'utf8')).replace('every byte comes back', 'each byte comes back'));
    const { exitCode, stdout } = await pack.kata('verify', echo, '--markdown');
    expect(exitCode).toBe(4);
    expect(stdout).toMatch(/- `exercises\/async-week2-echo-server\/README\.md` does not say what the code says/);
    expect(stdout).toMatch(/no mistake fails echoes-what-it-hears/);
    expect(stdout).not.toMatch(/no mistake fails stops-on-sigterm/);
    expect(stdout).toMatch(/golden\/reads-in-a-busy-loop\.txt` belongs to no mistake/);
    expect(stdout).toMatch(/^\| stops-on-sigterm \| ✗ \|$/m);
  });

  test('a report that is not the golden one is told, and kept when that is asked for', async () => {
    const pack = await copyPack();
    await pack.putMistakes(echo, { 'only-ctrl-c': onlyCtrlC, 'of-today': onlyCtrlC });
    const golden = (name: string) => join(pack.folder, 'fixtures', echo, 'golden', `${name}.txt`);
    const right = await readFile(golden('only-ctrl-c'), 'utf8');
    await writeFile(golden('only-ctrl-c'), right.replace('✗', 'x'));
    const told = await pack.kata('verify', echo, '--only', 'only-ctrl-c,of-today');
    expect(told.exitCode).toBe(4);
    expect(told.stdout).toMatch(
      /golden\/only-ctrl-c\.txt\n +is not what learners are told today:\n +line \d+ kept: +x .*\n +line \d+ today: +✗ /,
    );
    expect(told.stdout).toMatch(/golden\/of-today\.txt\n +is not there yet.*\n +next: .*kata verify \S+ --only of-today --update/);
    const kept = await pack.kata('verify', echo, '--only', 'only-ctrl-c,of-today', '--update');
    expect(kept).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/: proven/) });
    expect(await readFile(golden('only-ctrl-c'), 'utf8')).toBe(right);
    expect(await readFile(golden('of-today'), 'utf8')).toBe(right);
  });

  test('asks for an exercise, and refuses what makes no sense', async () => {
    expectRefusal(await kata(['verify']), 2, /which exercise/, /--all/);
    expectRefusal(await kata(['verify', 'week2-taskapi']), 2, /week2-task-api/, /./);
    expectRefusal(await kata(['verify', echo, '--stress']), 2, /--stress/, /--runs/);
    expectRefusal(await kata(['verify', echo, '--update', '--seed', '2']), 2, /--update/, /--seed/);
  });
});

describe('kata verify --runs', { timeout: 120_000 }, () => {
  test('grades over and over, each run with its seed, and goes on where it was stopped', async () => {
    const folder = await folderWith({});
    const journal = join(folder, 'hunt.jsonl');
    const args = ['verify', echo, '--only', 'solution,only-ctrl-c', '--kinds', 'life', '--journal', journal, '--runs'];
    const first = await kata([...args, '1']);
    expect(first).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/2 runs[\s\S]*life +\d+ verdicts, 0 inconclusive[\s\S]*no wrong verdict/),
    });
    const kept = await readFile(journal, 'utf8');
    const runs = kept
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(runs.map(({ variant, run, seed }) => ({ variant, run, seed }))).toEqual(
      expect.arrayContaining([
        { variant: 'solution', run: 1, seed: 1 },
        { variant: 'only-ctrl-c', run: 1, seed: 1 },
      ]),
    );
    // What was cut off in the middle of a line is made again.
    await writeFile(journal, kept.slice(0, -20));
    const second = await kata([...args, '2']);
    expect(second.stderr).toMatch(/has 1 runs/);
    expect(second.stdout).toMatch(/4 runs/);
  });

  test('a verdict that is wrong is counted, with the seed that repeats it', async () => {
    const pack = await copyPack();
    await pack.putMistakes(echo, { 'only-ctrl-c': onlyCtrlC.replace(/^fails: .*/m, 'fails: stops-on-sigint') });
    const { exitCode, stdout } = await pack.kata('verify', echo, '--only', 'only-ctrl-c', '--kinds', 'life', '--runs', '1', '--seed', '7');
    expect(exitCode).toBe(4);
    expect(stdout).toMatch(/only-ctrl-c: failed in 0 of 1 runs/);
    expect(stdout).toMatch(/only-ctrl-c, seed 7: stops-on-sigint: pass, not fail/);
  });

  test('a journal that is none is refused', async () => {
    const folder = await folderWith({ 'hunt.jsonl': '{"some": "thing"}\n' });
    expectRefusal(
      await kata(['verify', echo, '--runs', '1', '--journal', join(folder, 'hunt.jsonl')]),
      4,
      /hunt\.jsonl:1 is no run/,
      /--journal/,
    );
  });
});

function header(fails: string): string {
  return `title: Nothing\nwhy: To see that it is told.\nfails: ${fails}\n\n`;
}

/** A diff that changes nothing a program does. */
function manifestComment(manifest: string): string {
  const [first = ''] = manifest.split('\n');
  return `--- a/Cargo.toml\n+++ b/Cargo.toml\n@@ -1,1 +1,2 @@\n+# A comment.\n ${first}\n`;
}
