/** Text as it goes over the wire, in UTF-8. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** `text` over and over, `length` characters in all. A length of `text` that is prime shows blocks that changed places. */
export function repeated(text: string, length: number): string {
  return text.repeat(Math.ceil(length / text.length)).slice(0, length);
}
