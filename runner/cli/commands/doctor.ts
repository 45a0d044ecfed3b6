export async function doctorCommand(..._args: readonly unknown[]): Promise<void> {}
