import { type Answer, check, type Finding, first, holds, rule } from '#graders';
import { anyComputation, computation, drawText, getReport, putText, report, workMs } from './text.ts';

const atOnce = 20;
const others = 16;
const togetherMs = 2_000;

export default rule({
  id: 'stampede',
  text:
    `Whoever asks for a report that is being computed waits for that computation: ${atOnce} requests at once for a report that is not in the cache cost one. ` +
    'Reports on different texts do not wait for each other.',
  why: 'In the moment when a popular key expires, everybody misses at once. Without this, the cache protects what is behind it at all times but the one that counts.',
  checks: [
    check({
      id: 'computes-once-for-many',
      title: `${atOnce} requests at once for a report that is not in the cache are all answered with one computation`,
      hint: 'Keep a map from the key to the computation under way (a tokio::sync::OnceCell, a watch channel): the first one computes, the others wait for it.',
      runs: 'own',
      needs: ['answers-from-the-cache'],
      waitsMs: workMs,
      given: (draw) => drawText(draw),
      probe: async ({ http }, given) => {
        await http.send(putText(given));
        return http.together(Array.from({ length: atOnce }, () => getReport(given)));
      },
      judge: (answers, given) => ({
        reports: first(answers.map((answer) => report(answer, given))),
        computations: oneOf(answers),
      }),
    }),
    check({
      id: 'holds-up-no-other-report',
      title: `${others} requests at once for reports on ${others} texts are all answered within ${togetherMs} ms`,
      hint: 'A lock that is held while a report is computed makes all others wait in a row. Hold one for the map alone, and wait outside of it.',
      runs: 'own',
      needs: ['reports-on-a-text'],
      waitsMs: workMs,
      given: (draw) => ({ texts: Array.from({ length: others }, () => drawText(draw)) }),
      probe: async ({ http }, { texts }) => {
        for (const text of texts) await http.send(putText(text));
        return http.together(texts.map(getReport));
      },
      judge: (answers, { texts }) => ({
        reports: first(answers.map((answer, at) => report(answer, texts[at] ?? { name: '', text: '' }))),
        time: holds(
          slowest(answers) <= togetherMs,
          `all answers within ${togetherMs} ms`,
          `the last one after ${Math.round(slowest(answers))} ms`,
        ),
      }),
      survives: [anyComputation, { mutant: '*at once', because: 'reports-on-a-text looks at the work' }],
      measure: (answers) => [{ name: 'last answer', value: slowest(answers), limit: togetherMs, right: 'below', unit: 'ms' }],
    }),
  ],
});

function oneOf(answers: readonly Answer[]): Finding | undefined {
  const { size } = new Set(answers.map(computation));
  return holds(size === 1, `one computation for ${atOnce} requests`, `${size === answers.length ? 'one for each' : 'several'}`);
}

function slowest(answers: readonly Answer[]): number {
  return Math.max(...answers.map(({ ms }) => ms));
}
