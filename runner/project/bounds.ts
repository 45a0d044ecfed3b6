/** What of a project goes into a sandbox, wherever it comes from. */
export const projectBounds = { files: 2_000, fileBytes: 4 * 1024 * 1024, totalBytes: 32 * 1024 * 1024 };

const leftOut = /^(target|node_modules|\.git|\.cargo|\.kata-set|\.idea|\.vscode|\.DS_Store|rust-toolchain(\.toml)?|__MACOSX|\._.*)$/;

/** True for a file or folder that no build in a sandbox needs, by its name. */
export function isLeftOut(name: string): boolean {
  return leftOut.test(name);
}
