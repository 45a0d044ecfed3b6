import type { Paint } from '../paint.ts';

const widest = 100;

/** Markdown for a terminal: wrapped, tables aligned, headings and code in colour. Meant for kata's own specs. */
export function markdownText(markdown: string, paint: Paint, columns: number): string {
  const width = Math.min(columns, widest);
  const blocks = markdown.trimEnd().split('\n').reduce(intoBlocks, []);
  return `${blocks.flatMap((block) => shown(block, paint, width)).join('\n')}\n`;
}

type Kind = 'blank' | 'fence' | 'heading' | 'table' | 'item' | 'text';

interface Block {
  readonly kind: Kind;
  readonly lines: readonly string[];
}

function intoBlocks(blocks: readonly Block[], line: string): readonly Block[] {
  const last = blocks.at(-1);
  const kind = kindOf(line);
  if (last !== undefined && continues(last, kind)) {
    return [...blocks.slice(0, -1), { ...last, lines: [...last.lines, line] }];
  }
  return [...blocks, { kind, lines: [line] }];
}

function continues({ kind, lines }: Block, next: Kind): boolean {
  if (kind === 'fence') return lines.length === 1 || !isFence(lines.at(-1) ?? '');
  return (kind === 'table' && next === 'table') || ((kind === 'item' || kind === 'text') && next === 'text');
}

function kindOf(line: string): Kind {
  if (line.trim() === '') return 'blank';
  if (isFence(line)) return 'fence';
  if (/^#{1,6} /.test(line)) return 'heading';
  if (line.trimStart().startsWith('|')) return 'table';
  return /^\s*([-*]|\d+\.) /.test(line) ? 'item' : 'text';
}

function isFence(line: string): boolean {
  return line.trimStart().startsWith('```');
}

function shown({ kind, lines }: Block, paint: Paint, width: number): readonly string[] {
  const [first = ''] = lines;
  switch (kind) {
    case 'blank':
      return [''];
    case 'fence':
      return lines.filter((line) => !isFence(line)).map((line) => `    ${paint.cyan(line)}`);
    case 'heading':
      return [paint.bold(first.replace(/^#+ /, '').replaceAll('`', ''))];
    case 'table':
      return table(lines, paint);
    case 'item': {
      const marker = /^\s*\S+ +/.exec(first)?.[0] ?? '';
      return wrapped([first.slice(marker.length), ...lines.slice(1)], marker, ' '.repeat(marker.length), paint, width);
    }
    case 'text': {
      const indent = /^\s*/.exec(first)?.[0] ?? '';
      return wrapped(lines, indent, indent, paint, width);
    }
  }
}

/** Code is one word, so that it is never broken between two lines. */
function wrapped(lines: readonly string[], marker: string, indent: string, paint: Paint, width: number): readonly string[] {
  const text = lines.map((line) => line.trim()).join(' ');
  const aside = /^\*[^*].*\*$/.test(text);
  const words = (aside ? text.slice(1, -1) : text).match(/(`[^`]*`|[^\s`]|`)+/g) ?? [];
  const rows: string[] = [];
  let row = '';
  for (const word of words) {
    const longer = row === '' ? word : `${row} ${word}`;
    if (row !== '' && indent.length + bare(longer).length > width) {
      rows.push(row);
      row = word;
    } else {
      row = longer;
    }
  }
  return [...rows, row].map((line, at) => (at === 0 ? marker : indent) + (aside ? paint.dim(bare(line)) : inline(line, paint)));
}

function table(lines: readonly string[], paint: Paint): readonly string[] {
  const rows = lines.filter((line) => !/^\s*\|[\s|:-]+$/.test(line)).map(cells);
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => bare(row[column] ?? '').length)));
  return rows.map((row, at) => {
    const padded = row.map((cell, column) => {
      const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - bare(cell).length));
      return (at === 0 ? paint.dim(cell) : inline(cell, paint)) + space;
    });
    return `  ${padded.join('  ').trimEnd()}`;
  });
}

function cells(line: string): readonly string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}

function inline(text: string, paint: Paint): string {
  return text
    .replace(/`([^`]+)`/g, (_, code: string) => paint.cyan(code))
    .replace(/\*\*([^*]+)\*\*/g, (_, strong: string) => paint.bold(strong));
}

/** As wide as it will be shown. */
function bare(text: string): string {
  return text.replaceAll('`', '').replaceAll('**', '');
}
