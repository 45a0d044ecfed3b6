/** Text that comes in pieces, cut into lines. */
export interface Lines {
  push(text: string): void;
  /** Takes what is left as the last line. */
  end(): void;
}

/** Of a line that is longer than `limitCharacters` only the beginning is kept, so that one without an end costs no memory. */
export function createLines(limitCharacters: number, take: (line: string) => void): Lines {
  let line = '';
  const end = () => {
    take(line);
    line = '';
  };
  return {
    push: (text) => {
      for (const [at, piece] of text.split(/\r\n|\n|\r/).entries()) {
        if (at > 0) end();
        if (line.length < limitCharacters) line += piece.slice(0, limitCharacters - line.length);
      }
    },
    end,
  };
}
