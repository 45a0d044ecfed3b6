export async function startCommand(..._args: readonly unknown[]): Promise<void> {}
