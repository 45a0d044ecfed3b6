import { isDeepStrictEqual } from 'node:util';
import { parse, type TomlTable } from 'smol-toml';

/**
 * A workspace's Cargo.toml with one more member, comments and layout kept. Undefined where the text is
 * laid out in a way that cannot be edited safely: the result is parsed again, and must differ by that member alone.
 */
export function addMember(toml: string, member: string): string | undefined {
  const edited = edit(toml, member);
  if (edited === undefined) return undefined;
  try {
    return isDeepStrictEqual(plain(parse(edited)), plain(withMember(parse(toml), member))) ? edited : undefined;
  } catch {
    return undefined;
  }
}

function withMember(manifest: TomlTable, member: string): TomlTable {
  const { workspace } = manifest;
  if (workspace === undefined || !isTable(workspace)) return manifest;
  const members = Array.isArray(workspace.members) ? workspace.members : [];
  return { ...manifest, workspace: { ...workspace, members: [...members, member] } };
}

/** The parser's tables have no prototype, which a strict comparison minds. */
function plain(manifest: TomlTable): unknown {
  return JSON.parse(JSON.stringify(manifest));
}

function isTable(value: unknown): value is TomlTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function edit(toml: string, member: string): string | undefined {
  const header = /^[ \t]*\[[ \t]*workspace[ \t]*\][^\n]*(\n|$)/m.exec(toml);
  if (header === null) return undefined;
  const start = header.index + header[0].length;
  const [section = ''] = toml.slice(start).split(/^[ \t]*\[/m);
  const key = /^[ \t]*members[ \t]*=[ \t]*\[/m.exec(section);
  const value = JSON.stringify(member);
  if (key === null) return `${toml.slice(0, start)}${header[1] === '' ? '\n' : ''}members = [${value}]\n${toml.slice(start)}`;
  const open = start + key.index + key[0].length;
  const close = closingBracket(toml, open);
  return close === undefined ? undefined : toml.slice(0, open) + withItem(toml.slice(open, close), value) + toml.slice(close);
}

/** The items of an array and one more, one to a line where they were so before. */
function withItem(items: string, value: string): string {
  const end = lastItemEnd(items);
  if (end === 0) return items.includes('\n') ? `\n    ${value},${items}` : value + items;
  const [before, after] = [items.slice(0, end), items.slice(end)];
  const comma = after.replace(/#[^\n]*/g, '').includes(',');
  const indent = /\n([ \t]*)[^\s][^\n]*$/.exec(before)?.[1];
  if (indent === undefined) return `${before}, ${value}${after}`;
  // What follows the last item on its line, a comment perhaps, stays with it.
  const lineEnd = after.indexOf('\n');
  const [rest, tail] = lineEnd === -1 ? [after, ''] : [after.slice(0, lineEnd), after.slice(lineEnd)];
  return `${before}${comma ? '' : ','}${rest}\n${indent}${value},${tail}`;
}

/** Where the last string ends. */
function lastItemEnd(items: string): number {
  let end = 0;
  scan(items, (at, token) => {
    if (token === 'string') end = at;
    return false;
  });
  return end;
}

function closingBracket(toml: string, from: number): number | undefined {
  let close: number | undefined;
  scan(toml.slice(from), (at, token) => {
    if (token === ']') close = from + at - 1;
    return token === ']';
  });
  return close;
}

/** Walks over strings, comments and brackets; `visit` is told where each ends, and stops the walk with true. */
function scan(text: string, visit: (end: number, token: 'string' | ']') => boolean): void {
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*|\]/g)) {
    if (token.startsWith('#')) continue;
    if (visit(index + token.length, token === ']' ? ']' : 'string')) return;
  }
}
