import { checksOf, type Exercise } from '../../core/exercise.ts';
import type { Verdict } from '../../core/verdict.ts';
import { safe } from '../../report/safe.ts';
import type { Awarded } from '../award/award.ts';
import type { Policy } from '../award/policy.ts';
import { hasRun, type Outcome, type Result } from '../result.ts';

/** What one student gets to see, and nothing that is anybody else's. */
export interface Feedback {
  readonly exercise: Exercise;
  readonly result: Result;
  readonly awarded: Awarded;
  readonly policy: Policy;
}

export function markdownFeedback(feedback: Feedback): string {
  const { exercise, result } = feedback;
  const lines = checkLines(feedback).map(({ mark, title }) => `- ${mark} ${plain(title)}`);
  return [
    `# ${plain(exercise.title)}`,
    `${plain(nameIn(result))}${result.isLate ? ' · late' : ''}`,
    `**${plain(headline(feedback))}**`,
    ...(lines.length === 0 ? [] : [lines.join('\n')]),
    ...textsIn(feedback).map(fenced),
  ].join('\n\n');
}

/** The same as a page of its own. */
export function htmlFeedback(feedback: Feedback): string {
  const { exercise, result } = feedback;
  const items = checkLines(feedback).map(({ mark, status, title }) => `<li class="${status}"><b>${mark}</b> ${escaped(title)}</li>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(exercise.title)}</title>
<style>${style}</style>
<main>
<h1>${escaped(exercise.title)}</h1>
<p><bdi>${escaped(nameIn(result))}</bdi>${result.isLate ? ' · late' : ''}</p>
<p class="headline ${result.outcome}">${escaped(headline(feedback))}</p>
${items.length === 0 ? '' : `<ul>\n${items.join('\n')}\n</ul>\n`}${textsIn(feedback)
  .map((text) => `<pre>${escaped(text)}</pre>\n`)
  .join('')}</main>
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

const words: { readonly [outcome in Outcome]: string } = {
  passed: 'Passed',
  failed: 'Not passed',
  'not-built': 'It did not build',
  'not-booted': 'It did not boot',
  refused: 'It could not be taken',
};

function headline({ result: { outcome, points }, awarded: { awarded, because } }: Feedback): string {
  return [`${words[outcome]} · ${awarded} of ${points.of} points`, ...because.map(safe)].join(' · ');
}

function nameIn({ student, name }: Result): string {
  return safe(student?.name ?? name).replace(/\s+/g, ' ');
}

interface CheckLine {
  readonly mark: string;
  readonly status: Verdict['status'];
  readonly title: string;
}

/** Of what is visible. */
function checkLines({ exercise, result: { checks }, policy }: Feedback): readonly CheckLine[] {
  const status = new Map(checks.map((check) => [check.id, check.status]));
  return checksOf(exercise).flatMap(({ id, title }) => {
    const verdict = status.get(id);
    return verdict === undefined || policy.visibilityOf(id) !== 'visible' ? [] : [{ mark: marks[verdict], status: verdict, title }];
  });
}

/** Each failure that is visible; where there are no checks, why. */
function textsIn({ result, policy }: Feedback): readonly string[] {
  if (!hasRun(result)) return [safe(result.text)];
  return Object.entries(result.failures).flatMap(([id, failure]) => (policy.visibilityOf(id) === 'visible' ? [safe(failure)] : []));
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
