import type { Draw } from '../../runner/core/draw.ts';

/** Two to three bytes each in UTF-8, one character. */
const letters = ['é', 'ß', 'Ł', 'ж', 'ю', '李', '水'];

/** As many characters, and more bytes: what tells a limit of the one from a limit of the other. */
export function lettersOf(draw: Draw, count: number): string {
  return Array.from({ length: count }, () => draw.pick(letters)).join('');
}
