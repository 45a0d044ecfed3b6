import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { zipOf } from '../../../test/support/archives.ts';
import { takeIn } from './intake.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kata-intake-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const roster = [
  'Student,ID,SIS User ID,SIS Login ID,Section,Task API (77)',
  '    Points Possible,,,,,10',
  '"Doe, Jane",11,s11,jdoe,A,',
  '"Roe, Max",12,s12,mroe,A,',
  '"Poe, Kim",13,s13,kpoe,B,',
].join('\r\n');

test('a folder: folders, archives and repositories, and what is none of them', async () => {
  await mkdir(join(folder, 'ann'));
  await mkdir(join(folder, 'bob.git/objects'), { recursive: true });
  await writeFile(join(folder, 'bob.git/HEAD'), 'ref: refs/heads/main\n');
  await writeFile(join(folder, 'cy.ZIP'), '');
  await writeFile(join(folder, 'notes.txt'), '');
  await writeFile(join(folder, '.DS_Store'), '');
  await symlink('/etc', join(folder, 'dan'));
  const { submissions, ignored } = await takeIn(folder, undefined);
  expect(submissions.map(({ id, source }) => [id, source.kind])).toEqual([
    ['ann', 'handed-in'],
    ['bob', 'repository'],
    ['cy', 'archive'],
  ]);
  expect(ignored).toEqual([
    { name: 'dan', why: 'is a link' },
    { name: 'notes.txt', why: expect.stringContaining('neither a folder') },
  ]);
});

test('what Canvas hands out: who it is, who is late, the last of each, and who is missing', async () => {
  const zip = join(folder, 'class.zip');
  const names = ['doejane_11_500_task.zip', 'doejane_11_502_task-1.zip', 'roemax_LATE_12_501_hand_in.tar.gz', 'poekim_13_503_main.rs'];
  await writeFile(zip, zipOf(names.map((name) => ({ name, content: name }))));
  await writeFile(join(folder, 'grades.csv'), `\ufeff${roster}\r\n`);
  const { submissions, ignored, roster: all } = await takeIn(zip, join(folder, 'grades.csv'));
  expect(submissions.map(({ id, name, isLate, student }) => [id, name, isLate, student?.name])).toEqual([
    ['doejane-11', 'doejane_11_502_task-1.zip', false, 'Doe, Jane'],
    ['roemax-12', 'roemax_LATE_12_501_hand_in.tar.gz', true, 'Roe, Max'],
  ]);
  const [first] = submissions;
  expect(first?.source.kind === 'packed' && String(await first.source.content())).toBe('doejane_11_502_task-1.zip');
  expect(ignored.map(({ name, why }) => `${name} ${why}`)).toEqual([
    expect.stringMatching(/^poekim_13_503_main\.rs is neither/),
    'doejane_11_500_task.zip came before doejane_11_502_task-1.zip',
  ]);
  expect(all).toHaveLength(3);
  expect(all[2]).toEqual({ name: 'Poe, Kim', id: '13', sisUserId: 's13', sisLoginId: 'kpoe', section: 'B' });
});

test('a list: paths from where it lies, commits, who is late, and what is not there', async () => {
  await mkdir(join(folder, 'work/ann'), { recursive: true });
  await mkdir(join(folder, 'bob.git/objects'), { recursive: true });
  await writeFile(join(folder, 'bob.git/HEAD'), '');
  await writeFile(join(folder, 'class.csv'), 'Name,Path,Commit,Late\n"Lee, Ann",work/ann,,yes\nBob,bob.git,1a2b3c,\nCy,nowhere,,\n');
  const { submissions, ignored } = await takeIn(join(folder, 'class.csv'), undefined);
  expect(submissions).toMatchObject([
    { id: 'lee-ann', name: 'Lee, Ann', isLate: true, source: { kind: 'handed-in', directory: expect.stringMatching(/work\/ann$/) } },
    { id: 'bob', isLate: false, source: { kind: 'repository', revision: '1a2b3c' } },
  ]);
  expect(ignored).toEqual([{ name: 'Cy', why: expect.stringMatching(/has no project: .*nowhere does not exist/) }]);
});

test.each<[string, Readonly<Record<string, string | Buffer>>, string, RegExp]>([
  ['nothing there', {}, 'nowhere', /nowhere does not exist/],
  ['an empty folder', {}, '.', /there are no submissions in/],
  ['only what is no project', { 'a.txt': '' }, '.', /there are no submissions in .*a\.txt is neither/],
  ['a project itself', { 'Cargo.toml': '' }, '.', /is a project itself/],
  ['another file', { 'a.txt': '' }, 'a.txt', /is neither a folder, a \.zip nor a \.csv/],
  ['an empty zip', { 'a.zip': '' }, 'a.zip', /a\.zip is no whole zip/],
  ['a cut zip', { 'a.zip': zipOf([{ name: 'b.zip', content: 'x' }]).subarray(0, 40) }, 'a.zip', /a\.zip is no whole zip/],
  ['a list without paths', { 'a.csv': 'name\nx\n' }, 'a.csv', /a\.csv has no column path/],
  ['a list that is no CSV', { 'a.csv': 'name,path\n"x' }, 'a.csv', /a\.csv is no CSV/],
])('%s is told', async (_, files, path, why) => {
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  await expect(takeIn(join(folder, path), undefined)).rejects.toThrow(why);
});

test('a name twice in a list is told', async () => {
  await mkdir(join(folder, 'a'));
  await writeFile(join(folder, 'class.csv'), 'name,path\nX,a\nX,a\n');
  await expect(takeIn(join(folder, 'class.csv'), undefined)).rejects.toThrow(/has the name X twice/);
});

test('a roster that is none is told', async () => {
  await mkdir(join(folder, 'a'));
  await writeFile(join(folder, 'grades.csv'), 'Name\nX\n');
  await expect(takeIn(folder, join(folder, 'grades.csv'))).rejects.toThrow(/has no column Student, ID/);
});
