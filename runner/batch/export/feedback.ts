import { checksOf, type Exercise } from '../../core/exercise.ts';
import type { Verdict } from '../../core/verdict.ts';
import { safe } from '../../report/safe.ts';
import type { Result } from '../result.ts';

/** What one student gets to see, as Markdown: nothing in it is anybody else's. */
export function markdownFeedback(exercise: Exercise, result: Result): string {
  const lines = checkLines(exercise, result).map(({ mark, title }) => `- ${mark} ${plain(title)}`);
  return [
    `# ${plain(exercise.title)}`,
    `${plain(result.student?.name ?? result.name)}${result.isLate ? ' · late' : ''}`,
    `**${headline(result)}**`,
    ...(lines.length === 0 ? [] : [lines.join('\n')]),
    fenced(safe(result.text)),
  ].join('\n\n');
}

/** The same as a page of its own. */
export function htmlFeedback(exercise: Exercise, result: Result): string {
  const items = checkLines(exercise, result).map(
    ({ mark, status, title }) => `<li class="${status}"><b>${mark}</b> ${escaped(title)}</li>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(exercise.title)}</title>
<style>${style}</style>
<main>
<h1>${escaped(exercise.title)}</h1>
<p>${escaped(result.student?.name ?? result.name)}${result.isLate ? ' · late' : ''}</p>
<p class="headline ${result.outcome}">${escaped(headline(result))}</p>
${items.length === 0 ? '' : `<ul>\n${items.join('\n')}\n</ul>\n`}<pre>${escaped(safe(result.text))}</pre>
</main>
</html>
`;
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
ul { list-style: none; padding: 0; }
.pass b, .headline.passed { color: light-dark(#116329, #4ac26b); }
.fail b, .headline:not(.passed) { color: light-dark(#a40e26, #ff7b72); }
.headline { font-size: 1.25rem; font-weight: 600; }
pre { overflow-x: auto; padding: 1rem; border: 1px solid light-dark(#d0d7de, #3d444d); border-radius: 6px; font-size: .875rem; }
`;

function headline({ outcome, points }: Result): string {
  const score = `${points.earned} of ${points.of} points`;
  switch (outcome) {
    case 'passed':
      return `Passed · ${score}`;
    case 'failed':
      return `Not passed · ${score}`;
    case 'not-built':
      return `It did not build · ${score}`;
    case 'not-booted':
      return `It did not boot · ${score}`;
    case 'refused':
      return `It could not be taken · ${score}`;
  }
}

interface CheckLine {
  readonly mark: string;
  readonly status: Verdict['status'];
  readonly title: string;
}

function checkLines(exercise: Exercise, { checks }: Result): readonly CheckLine[] {
  const status = new Map(checks.map((check) => [check.id, check.status]));
  return checksOf(exercise).flatMap(({ id, title }) => {
    const verdict = status.get(id);
    return verdict === undefined ? [] : [{ mark: marks[verdict], status: verdict, title }];
  });
}

const marks: { readonly [status in Verdict['status']]: string } = { pass: '✓', fail: '✗', blocked: '·', inconclusive: '?', error: '!' };

/** Longer than any run of backticks in the text. */
function fenced(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return `${fence}text\n${text.trimEnd()}\n${fence}\n`;
}

/** Markdown's own signs as text, in one line. */
function plain(text: string): string {
  return safe(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|!&~]/g, '\\$&');
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
