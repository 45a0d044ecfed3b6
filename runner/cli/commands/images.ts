export async function imagesCommand(..._args: readonly unknown[]): Promise<void> {}
