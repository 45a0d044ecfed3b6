import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { InfrastructureError } from '../../core/fault.ts';
import { packFile } from '../../project/pack-files.ts';
import type { ClassReport } from '../report/class-report.ts';

/** The instructor's page: one file that asks nothing of any network, with all that it shows packed into it. */
export async function pageExport(report: ClassReport): Promise<string> {
  const file = packFile('dist/page.html');
  const page = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new InfrastructureError(`${file} cannot be read: ${error.code}`, 'npm run build makes it anew', { cause: error });
  });
  // Base64 has no sign that means anything to HTML.
  const packed = gzipSync(JSON.stringify(report), { level: 9 }).toString('base64');
  return page.replace('<!--class-->', () => `<script type="text/plain" id="class">${packed}</script>`);
}
