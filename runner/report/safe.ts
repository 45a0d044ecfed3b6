const limitCharacters = 2_048;

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const escapes = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: they are what is taken out.

/** What a CI takes for a command to itself: `::error …` at the start of a line, `##[error]…` anywhere (GitHub's runner). */
const commands = /(?<=^[ \t]*):(?=:[a-zA-Z])|#(?=#\[)/gm;

/** Text of the learner's program, harmless on a terminal and in a CI: no escapes, no control characters but line ends, no commands. */
export function safe(text: string): string {
  return text.replace(escapes, '').replace(controls, visible).replace(commands, visible);
}

/** The same, whole up to 2 kB; what is left out is counted. */
export function safeShort(text: string): string {
  const clean = safe(text);
  return clean.length <= limitCharacters
    ? clean
    : `${clean.slice(0, limitCharacters)}… (${clean.length - limitCharacters} more characters)`;
}

function visible(character: string): string {
  if (character === '\t') return '  ';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
