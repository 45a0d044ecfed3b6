import { XMLBuilder } from 'fast-xml-parser';
import { checksOf, type Exercise } from '../../core/exercise.ts';
import { safe } from '../../report/safe.ts';
import { hasRun, type Result } from '../result.ts';

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true, suppressEmptyNode: true });

/** JUnit's XML in Jenkins' dialect: a suite for each submission, a case for each check. */
export function junitSuite(exercise: Exercise, result: Result): string {
  const cases = casesOf(exercise, result);
  const count = (kind: 'failure' | 'skipped') => cases.filter((one) => kind in one).length;
  return builder.build({
    testsuite: {
      '@name': clean(result.id),
      '@tests': cases.length,
      '@failures': count('failure'),
      '@errors': 0,
      '@skipped': count('skipped'),
      '@timestamp': result.gradedAt.replace(/\.\d+Z$/, ''),
      properties: {
        property: [
          { '@name': 'points', '@value': result.points.earned },
          { '@name': 'of', '@value': result.points.of },
          { '@name': 'outcome', '@value': result.outcome },
        ],
      },
      testcase: cases,
    },
  });
}

export const junitStart = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kata">\n';
export const junitEnd = '</testsuites>\n';

function casesOf(exercise: Exercise, result: Result) {
  const { checks, outcome, text, report, failures } = result;
  if (!hasRun(result)) {
    const failure = { '@message': outcome, '#text': clean(text) };
    return [{ '@name': 'builds and boots', '@classname': exercise.id, '@time': 0, failure }];
  }
  const titles = new Map(checksOf(exercise).map(({ id, title }) => [id, title]));
  const seconds = new Map(report?.checks.map(({ id, ms }) => [id, ms / 1_000]));
  return checks.map(({ id, status }) => ({
    '@name': id,
    '@classname': exercise.id,
    '@time': (seconds.get(id) ?? 0).toFixed(3),
    ...(status === 'fail' ? { failure: { '@message': clean(titles.get(id) ?? id), '#text': clean(failures[id] ?? '') } } : {}),
    ...(status === 'blocked' ? { skipped: { '@message': 'waits for a check that failed' } } : {}),
  }));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write them.
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

function clean(text: string): string {
  return safe(text).replace(notInXml, '\ufffd');
}
