/** The value of a field in a line of a log, written as `name=value` or as JSON, with quotes or without. Undefined where there is none. */
export function logField(line: string, name: string): string | undefined {
  return new RegExp(`(?<!\\w)${name}"?\\s*[=:]\\s*"?([^\\s",}]+)`).exec(line)?.[1];
}
