import { createRoot } from 'react-dom/client';
import type { ClassReport } from '../runner/batch/report/class-report.ts';
import { Page } from './page.tsx';
import './page.css';

const packed = document.getElementById('class')?.textContent ?? '';
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Page report={await unpacked(packed)} />);

async function unpacked(text: string): Promise<ClassReport> {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(stream).json()) as ClassReport;
}
