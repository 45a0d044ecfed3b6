export async function runCommand(..._args: readonly unknown[]): Promise<void> {}
