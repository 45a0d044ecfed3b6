import { readdir, readFile, readlink } from 'node:fs/promises';

/** What still runs of those that had this folder for temporary files: whoever was told of it, stands or was started in it. */
export async function processesOf(temporary: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const [environment, exe, cwd, command] = await Promise.all([
        readFile(`/proc/${pid}/environ`, 'utf8').catch(() => ''),
        readlink(`/proc/${pid}/exe`).catch(() => ''),
        readlink(`/proc/${pid}/cwd`).catch(() => ''),
        readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
      ]);
      const isOne = environment.split('\0').includes(`TMPDIR=${temporary}`) || [exe, cwd].some((path) => path.startsWith(temporary));
      return isOne ? [`${pid} ${command.replaceAll('\0', ' ')}`] : [];
    }),
  );
  return found.flat();
}
