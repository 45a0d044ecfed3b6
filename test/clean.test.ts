import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imageNames } from '../runner/drivers/docker/engine.ts';
import { makeScratch } from '../runner/project/scratch.ts';
import { kata } from './support/cli.ts';
import { docker } from './support/docker.ts';
import { dockerIsReady } from './support/engine.ts';
import { type Process, somebodyGone, thisProcess } from './support/gone.ts';

const ready = await dockerIsReady();
let temporary = '';
beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'kata-clean-'));
});
afterEach(() => rm(temporary, { recursive: true, force: true }));

describe('on this machine', () => {
  test('kata doctor tells what killed runs left, and --clean removes it, but nothing of a run that lives', async () => {
    const gone = await somebodyGone();
    const left = [await scratchName('run', gone), await scratchName('bin', gone), 'kata-verify/week1-hello-api-0'];
    const kept = [await scratchName('run', await thisProcess()), 'kata-verify/week1-hello-api-1', 'kata-runs', 'mine'];
    for (const folder of [...left, ...kept]) await mkdir(join(temporary, folder, 'inside'), { recursive: true });
    await writeFile(join(temporary, 'kata-verify/week1-hello-api-0.lock'), String(gone.pid));
    await writeFile(join(temporary, 'kata-verify/week1-hello-api-1.lock'), String(process.pid));

    expect((await doctor()).stdout).toMatch(/- left +3 folders of runs that were killed\n.*fix kata doctor --clean\n/);
    const cleaned = await doctor('--clean');
    expect(cleaned).toMatchObject({ exitCode: 0, stderr: '' });
    expect(cleaned.stdout.split('\n').sort()).toEqual([
      'no Docker engine answers, so nothing was looked for there',
      ...left.map((folder) => `removed folder ${join(temporary, folder)}`).sort(),
    ]);
    const there = (await readdir(temporary, { recursive: true })).filter((path) => basename(path) === 'inside');
    expect(there.sort()).toEqual(kept.map((folder) => `${folder}/inside`).sort());
    expect((await doctor('--clean')).stdout).toMatch(/^nothing was left behind(\n|$)/);
    expect((await doctor()).stdout).not.toContain('- left');
  });

  test.skipIf(process.platform !== 'linux')('a program that outlived its run is ended', async () => {
    const folder = join(temporary, await scratchName('run', await somebodyGone()));
    await mkdir(folder);
    const program = execa('sleep', ['60'], { cwd: folder, reject: false });
    expect((await doctor('--clean')).stdout.split('\n')).toContain(`removed process ${program.pid}`);
    expect((await program).signal).toBe('SIGKILL');
  });
});

describe.skipIf(!ready)('in the engine', () => {
  test('kata doctor --clean removes what killed runs left, but nothing of a run that lives', async () => {
    const [gone, living] = [await makeAll(await somebodyGone()), await makeAll(await thisProcess())];
    try {
      const cleaned = await kata(['doctor', '--clean'], { env: { TMPDIR: temporary, DOCKER_HOST: process.env.DOCKER_HOST } });
      expect(cleaned).toMatchObject({ exitCode: 0, stderr: '' });
      expect(await gone.there()).toEqual([]);
      expect(await living.there()).toEqual(['container', 'image', 'network', 'volume']);
    } finally {
      await living.remove();
    }
  });
});

/** Without an engine: in that there may be what other tests killed. */
function doctor(...words: readonly string[]) {
  return kata(['doctor', ...words], { env: { TMPDIR: temporary } });
}

/** As kata itself would name a folder, had that process made it. */
async function scratchName(purpose: 'run' | 'bin', { pid, start }: Process): Promise<string> {
  const own = await makeScratch(purpose);
  await rm(own, { recursive: true });
  return basename(own).replace(/_\d+_\d*_/, `_${pid}_${start}_`);
}

/** One of each that kata makes in an engine. */
async function makeAll({ pid, start }: Process) {
  const name = `kata-test-${randomBytes(6).toString('hex')}`;
  const Labels = { 'kata.owner': `${hostname()}/${pid}/${start}` };
  const container = await docker.createContainer({ name, Image: imageNames.run, Labels });
  const { Id: image } = await container.commit({ repo: 'kata/program', tag: name });
  const network = await docker.createNetwork({ Name: name, Internal: true, Labels });
  await docker.createVolume({ Name: name, Labels });
  const all = { container, image: docker.getImage(image), network, volume: docker.getVolume(name) };
  return {
    there: async () => {
      const states = await Promise.all(Object.entries(all).map(async ([kind, thing]) => ((await isThere(thing)) ? [kind] : [])));
      return states.flat();
    },
    remove: async () => {
      for (const thing of Object.values(all)) await thing.remove();
    },
  };
}

function isThere(thing: { inspect(): Promise<unknown> }): Promise<boolean> {
  return thing.inspect().then(
    () => true,
    () => false,
  );
}
