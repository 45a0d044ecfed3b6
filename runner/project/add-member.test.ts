import { expect, test } from 'vitest';
import { addMember } from './add-member.ts';

test.each([
  ['an empty list', '[workspace]\nmembers = []\n', '[workspace]\nmembers = ["new"]\n'],
  ['a list in one line', '[workspace]\nmembers = ["a"]\n', '[workspace]\nmembers = ["a", "new"]\n'],
  ['a comma at its end', "[workspace]\nmembers = ['a', 'b',]\n", "[workspace]\nmembers = ['a', 'b', \"new\",]\n"],
  ['one to a line', '[workspace]\nmembers = [\n  "a",\n  "b"\n]\n', '[workspace]\nmembers = [\n  "a",\n  "b",\n  "new",\n]\n'],
  [
    'comments',
    '[workspace]\nmembers = [\n\t"a", # "x", ]\n\t# end\n]\n',
    '[workspace]\nmembers = [\n\t"a", # "x", ]\n\t"new",\n\t# end\n]\n',
  ],
  ['comments only', '[workspace]\nmembers = [ # none\n]\n', '[workspace]\nmembers = [\n    "new", # none\n]\n'],
  [
    'no list',
    '[package]\nname = "root"\n\n[workspace]\n\n[dependencies]\n',
    '[package]\nname = "root"\n\n[workspace]\nmembers = ["new"]\n\n[dependencies]\n',
  ],
  ['no line end', '[workspace]', '[workspace]\nmembers = ["new"]\n'],
  [
    'other lists before it',
    '[workspace]\nexclude = ["members = ["]\nmembers = ["a"] # all\n',
    '[workspace]\nexclude = ["members = ["]\nmembers = ["a", "new"] # all\n',
  ],
  [
    'other tables after it',
    '[workspace]\nresolver = "2"\n[other]\nmembers = ["a"]\n',
    '[workspace]\nmembers = ["new"]\nresolver = "2"\n[other]\nmembers = ["a"]\n',
  ],
])('adds a member to %s', (_, before, after) => {
  expect(addMember(before, 'new')).toBe(after);
});

test.each([
  ['an inline table', 'workspace = { members = ["a"] }\n'],
  ['a dotted key', 'workspace.members = ["a"]\n'],
  ['a header in quotes', '["workspace"]\nmembers = ["a"]\n'],
  ['a quoted key', '[workspace]\n"members" = ["a"]\n'],
  ['a multi-line string', '[workspace]\nmembers = ["""\na""", "b"]\n'],
  ['a header inside a text', '[package]\ndescription = """\n[workspace]\n"""\n\n[workspace]\nmembers = ["a"]\n'],
  ['no workspace', '[package]\nname = "a"\n'],
])('leaves %s alone', (_, before) => {
  expect(addMember(before, 'new')).toBeUndefined();
});
