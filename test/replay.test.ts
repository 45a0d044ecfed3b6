import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectRefusal, folderWith, kata, manifest, type Said } from './support/cli.ts';
import { answersOk, doesNotCompile } from './support/programs.ts';

describe('kata replay', () => {
  test('shows the report of the recorded run again, without a server', async () => {
    const { recording, checked } = await recorded(answersOk);
    expect(checked.exitCode).toBe(1);
    expect(await kata(['replay', recording])).toMatchObject({ stdout: checked.stdout, stderr: '', exitCode: 1 });
    const json = JSON.parse((await kata(['replay', recording, '--json'])).stdout);
    expect(json).toMatchObject({ version: 1, exercise: 'week1-hello-api', seed: 7, outcome: 'failed' });
  });

  test('says which verdict is another one today', async () => {
    const { recording } = await recorded(answersOk);
    await edit(recording, (line) => (line.check === 'answers-health' ? { ...line, verdict: { status: 'pass' } } : line));
    const { stdout, exitCode } = await kata(['replay', recording]);
    expect(stdout).toMatch(/judged otherwise than when it was recorded:\n {2}answers-health {2}pass → fail$/);
    expect(exitCode).toBe(1);
  });

  test('keeps a run that was not built', async () => {
    const { recording, checked } = await recorded(doesNotCompile);
    expect(await kata(['replay', recording])).toMatchObject({ stdout: checked.stdout, exitCode: 1 });
  });

  test('refuses what is no whole recording of this version', async () => {
    const { recording } = await recorded(answersOk);
    const whole = await readFile(recording, 'utf8');
    const refused = async (text: string, cause: RegExp, next: RegExp) => {
      await writeFile(recording, text);
      expectRefusal(await kata(['replay', recording]), 4, cause, next);
    };
    await refused(whole.slice(0, -40), /recording\.jsonl is cut short: after line \d+/, /record the run again/);
    await refused(`${whole.trimEnd().split('\n').slice(0, -1).join('\n')}\n`, /is cut short/, /record the run again/);
    await refused(whole.replace('"version":1', '"version":9'), /of version 9, and this kata reads version 1/, /record the run again/);
    await refused(whole.replace('"check":"answers-health"', '"check":"answers-wealth"'), /the check answers-wealth/, /record/);
    await refused('no recording\n', /recording\.jsonl:1 is not JSON/, /record/);
    await refused('{}\n', /is not a recording of kata/, /kata check --record/);
  });

  test('names a file that cannot be read or written', async () => {
    expectRefusal(await kata(['replay', '/nowhere/run.jsonl']), 2, /\/nowhere\/run.jsonl cannot be read: ENOENT/, /--record/);
    const folder = await folderWith({ 'Cargo.toml': manifest('week1-hello-api'), 'src/main.rs': answersOk });
    const said = await kata(['check', '--path', folder, '--driver', 'local', '--record', '/nowhere/run.jsonl']);
    expectRefusal(said, 2, /\/nowhere\/run.jsonl cannot be written: ENOENT/, /--record run.jsonl/);
  });
});

async function recorded(program: string): Promise<{ readonly recording: string; readonly checked: Said }> {
  const folder = await folderWith({ 'Cargo.toml': manifest('week1-hello-api'), 'src/main.rs': program });
  const recording = join(folder, 'recording.jsonl');
  const checked = await kata(['check', '--path', folder, '--driver', 'local', '--seed', '7', '--record', recording]);
  return { recording, checked };
}

async function edit(path: string, change: (line: { readonly check?: string }) => object): Promise<void> {
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  await writeFile(path, lines.map((line) => `${JSON.stringify(change(JSON.parse(line)))}\n`).join(''));
}
