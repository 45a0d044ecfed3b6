import type { Exercise, Rule, Variable } from '../core/exercise.ts';

/**
 * The spec with its marked places filled from the code, so that text and grader cannot differ.
 * A place is what stands between `<!-- kata:rules -->` and `<!-- /kata:rules -->`.
 */
export function writeSpec(readme: string, { rules, boot, statusTable }: Exercise): string {
  const places = {
    rules: ruleList(rules),
    environment: environmentTable(boot.environment),
    ...(statusTable === undefined ? {} : { status: statusTable }),
  };
  return Object.entries(places).reduce((text, [name, content]) => fill(text, name, content), readme);
}

/** A spec for reading: without the marks. */
export function withoutMarks(readme: string): string {
  return readme.replace(/^<!-- \/?kata:\w+ -->\n\n?/gm, '');
}

function fill(readme: string, name: string, content: string): string {
  const [open, close] = [`<!-- kata:${name} -->`, `<!-- /kata:${name} -->`];
  const [before, between, ...rest] = readme.split(open);
  const [, after, ...more] = between?.split(close) ?? [];
  if (before === undefined || after === undefined || rest.length + more.length > 0) {
    throw new Error(`a spec needs ${open} and ${close} once each, in this order`);
  }
  return `${before}${open}\n\n${content}\n\n${close}${after}`;
}

/** In teaching order: a rule's number is its place. */
function ruleList(rules: readonly Rule[]): string {
  return rules
    .map(({ text, why }, at) => {
      const marker = `${at + 1}. `;
      return `${marker}${text}\n\n${' '.repeat(marker.length)}*${why}*`;
    })
    .join('\n\n');
}

function environmentTable(variables: readonly Variable[]): string {
  const rows = variables.map(
    ({ name, meaning, value }) => `| \`${name}\` | ${meaning} | ${value === undefined ? 'chosen anew at each boot' : `\`${value}\``} |`,
  );
  return ['| variable | meaning | the grader sets |', '| --- | --- | --- |', ...rows].join('\n');
}
