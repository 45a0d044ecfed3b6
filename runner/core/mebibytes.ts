const mebibyte = 1_024 * 1_024;

/** A number of bytes in whole MiB, in words. */
export function mebibytes(bytes: number): string {
  return `${Math.round(bytes / mebibyte)} MiB`;
}
