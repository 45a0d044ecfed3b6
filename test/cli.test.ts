import { chmod, mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { asSomebody, cli, expectRefusal, folderWith, kata, manifest } from './support/cli.ts';

const hello = 'week1-hello-api';
const somebody = await asSomebody();
const anything = 'fn main() {}';

describe('a word that is not known', () => {
  test.each([
    [['check', 'wek1-hello'], /no exercise wek1-hello; did you mean week1-hello-api\?/, /kata list/],
    [['check', 'zzz'], /no exercise zzz$/, /kata list/],
    [['check', 'week6-mini-saas'], /week6-mini-saas is planned, and not there yet/, /kata list/],
    [['start', 'axum-14/day-08'], /axum-14\/day-08 is for axum-middleware-order, which is planned/, /kata list/],
    [
      ['spec', 'axum-14/day-05'],
      /several exercises: week2-task-api and week3-connect-db and week3-connect-sqlite/,
      /such as week2-task-api/,
    ],
    [['spec', 'axum-14/day-5'], /no row day-5; did you mean axum-14\/day-05\?/, /kata list --track axum-14/],
    [['spec', 'axum14/day-05'], /did you mean axum-14\/day-05\?/, /kata list/],
    [['spec', 'forty-days/ritual'], /is not graded/, /kata list --track forty-days/],
    [['list', '--track', 'axum14'], /no track axum14; did you mean axum-14\?/, /there are backend-pro, /],
    [['spec', 'task'], /did you mean week2-task-api\?/, /kata list/],
    [['start', 'week2-taskapi'], /did you mean week2-task-api\?/, /kata list/],
    [['run', 'hello'], /did you mean week1-hello-api\?/, /kata list/],
    [['chekc'], /unknown command 'chekc'/, /did you mean kata check\?/],
    [['frobnicate'], /unknown command/, /kata --help/],
    [['check', '--onyl', 'x'], /unknown option '--onyl'/, /did you mean --only\?/],
    [['check', '--colour'], /unknown option/, /kata check --help/],
    [['check', 'a', 'b'], /too many arguments/, /kata check --help/],
    [['spec'], /missing required argument 'exercise'/, /kata spec --help/],
    [['check', '--seed', 'abc'], /'abc' is invalid.* whole number/, /kata check --help/],
    [['check', '--seed'], /argument missing/, /kata check --help/],
    [['check', '--only', ','], /at least one/, /kata check --help/],
    [['check', '--driver', 'podman'], /auto, docker, local/, /kata check --help/],
    [['run', '--port', '70000'], /1 to 65535/, /kata run --help/],
    [['run', '--env', 'novalue'], /NAME=value/, /kata run --help/],
  ])('kata %j', async (args, cause, next) => {
    expectRefusal(await kata(args, { cwd: await folderWith({}) }), 2, cause, next);
  });

  test('an unknown check', async () => {
    const cwd = await folderWith({ 'Cargo.toml': manifest(hello), 'src/main.rs': anything });
    expectRefusal(
      await kata(['check', '--only', 'answer-health'], { cwd }),
      2,
      /no check answer-health; did you mean answers-health\?/,
      /kata spec week1-hello-api --checks/,
    );
  });

  test('nothing at all is answered with the help, on stderr', async () => {
    const said = await kata([]);
    expect(said).toMatchObject({ exitCode: 2, stdout: '' });
    expect(said.stderr).toContain('First steps:');
  });
});

describe('a project that cannot be found', () => {
  test('there is none here', async () => {
    expectRefusal(await kata(['check'], { cwd: await folderWith({}) }), 2, /no Cargo project in .*kata-test-/, /kata start/);
  });

  test('there is none for that exercise', async () => {
    const cwd = await folderWith({ 'notes/readme.txt': 'none' });
    expectRefusal(await kata(['check', hello], { cwd }), 2, /no Cargo project for week1-hello-api/, /kata start week1-hello-api/);
  });

  test('the project does not say which exercise it is for', async () => {
    const cwd = await folderWith({ 'Cargo.toml': manifest(), 'src/main.rs': anything });
    expectRefusal(await kata(['check'], { cwd }), 2, /Cargo\.toml does not say which exercise/, /package\.metadata\.kata/);
  });

  test('it says an exercise that there is not', async () => {
    const cwd = await folderWith({ 'Cargo.toml': manifest('week1-helo-api'), 'src/main.rs': anything });
    expectRefusal(
      await kata(['check'], { cwd }),
      2,
      /Cargo\.toml is for the exercise week1-helo-api, .* did you mean week1-hello-api\?/,
      /kata list/,
    );
  });

  test.each([
    ['a file', 'Cargo.toml', /Cargo\.toml is a file/],
    ['below a file', 'Cargo.toml/src', /does not exist: a part of it is a file/],
    ['nowhere', 'nowhere', /nowhere does not exist/],
  ])('--path is %s', async (_, path, cause) => {
    const cwd = await folderWith({ 'Cargo.toml': manifest(hello) });
    expectRefusal(await kata(['check', '--path', path], { cwd }), 2, cause, /--path/);
  });

  test.skipIf(somebody === undefined)('--path may not be read', async () => {
    const cwd = await folderWith({ 'closed/Cargo.toml': manifest(hello) });
    await chmod(join(cwd, 'closed'), 0o000);
    await chmod(cwd, 0o755);
    expectRefusal(await kata(['check', '--path', 'closed'], { cwd, ...somebody }), 2, /closed may not be read by you/, /permissions/);
  });

  test('Cargo.toml is a folder', async () => {
    const cwd = await folderWith({ 'Cargo.toml/x': '' });
    expectRefusal(await kata(['check', hello], { cwd }), 2, /Cargo\.toml is a folder/, /cargo init/);
  });

  test('Cargo.toml is not TOML', async () => {
    const cwd = await folderWith({ 'Cargo.toml': '[package\nname = 1' });
    expectRefusal(await kata(['check', hello], { cwd }), 2, /Cargo\.toml:1 is not valid TOML/, /cargo check/);
  });
});

describe('a project with no server to start, or with several', () => {
  test('no binary', async () => {
    const cwd = await folderWith({ 'Cargo.toml': manifest(hello), 'src/lib.rs': '' });
    expectRefusal(await kata(['check'], { cwd }), 2, /has no binary/, /src\/main\.rs/);
  });

  test('several binaries', async () => {
    const cwd = await folderWith({ 'Cargo.toml': manifest(hello), 'src/main.rs': anything, 'src/bin/other.rs': anything });
    expectRefusal(await kata(['check'], { cwd }), 2, /several binaries \(tried, other\)/, /default-run = "tried"/);
  });
});

describe('a workspace', () => {
  const workspace = '[workspace]\nresolver = "2"\nmembers = ["*"]\n';
  // An unknown check is refused only after the project was found.
  const asked = ['check', '--only', 'none-such'];

  test('its only project is found from the root', async () => {
    const cwd = await folderWith({ 'Cargo.toml': workspace, 'tried/Cargo.toml': manifest(hello), 'tried/src/main.rs': anything });
    expectRefusal(await kata(asked, { cwd }), 2, /week1-hello-api has no check none-such/, /./);
  });

  test('a member is found by its exercise, and by its folder’s name', async () => {
    const cwd = await folderWith({
      'Cargo.toml': workspace,
      'one/Cargo.toml': manifest(hello),
      'one/src/main.rs': anything,
      'week2-task-api/Cargo.toml': manifest(),
      'week2-task-api/src/main.rs': anything,
    });
    expectRefusal(await kata([...asked, hello], { cwd }), 2, /week1-hello-api has no check/, /./);
    expectRefusal(await kata([...asked, 'week2-task-api'], { cwd: join(cwd, 'one', 'src') }), 2, /week2-task-api has no check/, /./);
    expectRefusal(
      await kata(asked, { cwd }),
      2,
      /several projects here: one, week2-task-api/,
      /name the exercise, for example week1-hello-api/,
    );
  });

  test('two projects for one exercise', async () => {
    const files = ['first', 'second'].flatMap((name) => [
      [`${name}/Cargo.toml`, manifest(hello)],
      [`${name}/src/main.rs`, anything],
    ]);
    const cwd = await folderWith(Object.fromEntries(files));
    expectRefusal(await kata(['check', hello], { cwd }), 2, /several projects for week1-hello-api here: first, second/, /--path first/);
  });

  test('a symbolic link to a project is that project', async () => {
    const cwd = await folderWith({ 'real/Cargo.toml': manifest(hello), 'real/src/main.rs': anything });
    await mkdir(join(cwd, 'links'));
    await symlink(join(cwd, 'real'), join(cwd, 'links', 'link'));
    expectRefusal(await kata([...asked, '--path', 'links/link'], { cwd }), 2, /week1-hello-api has no check/, /./);
  });
});

describe('a machine that lacks something', () => {
  test('no engine', async () => {
    const cwd = await folderWith({ 'Cargo.toml': manifest(hello), 'src/main.rs': anything });
    expectRefusal(await kata(['check', '--driver', 'docker'], { cwd }), 3, /no Docker engine answers/, /docker\/engine/);
  });

  test.each(['check', 'run'])('no cargo for kata %s', async (command) => {
    const cwd = await folderWith({ 'Cargo.toml': manifest(hello), 'src/main.rs': anything });
    const env = { PATH: dirname(cli) };
    expectRefusal(
      await kata([command, ...(command === 'run' ? ['--port', '3971'] : [])], { cwd, env }),
      3,
      /cargo is not installed/,
      /rustup/,
    );
  });

  test('kata doctor says what is missing, and what brings it', async () => {
    const said = await kata(['doctor'], { env: { PATH: dirname(cli) } });
    expect(said).toMatchObject({ exitCode: 3, stderr: '' });
    expect(said.stdout).toMatch(/✗ cargo\s+not on the PATH/);
    expect(said.stdout).toMatch(/fix install Rust with rustup/);
    expect(said.stdout).toMatch(/✗ engine\s+no Docker engine answers at \/nowhere\/docker\.sock/);
  });

  test('kata doctor is content where one driver can work', async () => {
    const said = await kata(['doctor']);
    expect(said.exitCode).toBe(0);
    expect(said.stdout).toMatch(/kata check takes the local driver/);
  });
});

describe('help', () => {
  test.each([[[]], [['check']], [['run']], [['list']], [['spec']], [['start']], [['images']], [['doctor']]])(
    'kata %j --help',
    async (command) => {
      const said = await kata([...command, '--help']);
      expect(said).toMatchObject({ exitCode: 0, stderr: '' });
      expect(said.stdout).toMatch(/^Usage: kata/);
      expect(said.stdout).not.toMatch(/default: (false|\{\})/);
      expect(Math.max(...said.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    },
  );

  test('whoever stops reading is not shown a stack', async () => {
    const said = await execa({ shell: true, reject: false })`${process.execPath} ${cli} spec week2-task-api | true`;
    expect(said.stderr).toBe('');
  });
});
