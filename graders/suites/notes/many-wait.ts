import type { Answer } from '../../../runner/core/answer.ts';
import type { ProbedCheck } from '../../../runner/core/check.ts';
import type { Tools } from '../../../runner/core/tools.ts';
import { check } from '../../check.ts';
import { json } from '../../judge/body.ts';
import { first } from '../../judge/equal.ts';
import { status } from '../../judge/status.ts';
import { anyMessage } from '../errors/shape.ts';
import { createNote, postNote } from './note.ts';
import { atOnceIsFine, patiently, slowest, unavailable } from './unavailable.ts';

/** How many notes are sent at once where many wait for their database, or are written at once. */
export const manyNotes = 40;
const healthAsks = 3;
const pauseMs = 100;

interface Wait {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  /** Besides the checks that every such wait needs. */
  readonly needs?: readonly string[];
  /** Makes whoever writes wait; a text is at hand for a note that has to be there before. */
  readonly begin: (tools: Tools, text: string) => Promise<unknown>;
}

/** Many requests wait side by side, and each is told in time. */
export function tellsManyInTime({ begin, withoutLimit, needs = [], ...words }: Wait & { readonly withoutLimit: string }): ProbedCheck {
  return check({
    ...words,
    runs: 'own',
    needs: ['reads-one-note', ...needs],
    waitsMs: 1_000,
    given: (draw) => ({ before: draw.text(24), texts: Array.from({ length: manyNotes }, () => draw.text(24)) }),
    probe: async (tools, { before, texts }) => {
      await createNote(tools.http, before);
      await begin(tools, before);
      return tools.http.together(texts.map((text) => patiently(postNote(text))));
    },
    judge: (answers) => ({ answers: first(answers.map((answer) => unavailable(answer, withoutLimit))) }),
    survives: [anyMessage, atOnceIsFine],
    measure: slowest,
  });
}

/** What waits for the database holds up nobody who does not need it. */
export function answersHealthBesideMany({
  begin,
  end,
  needs = [],
  ...words
}: Wait & { readonly end: (tools: Tools) => Promise<void> }): ProbedCheck {
  return check({
    ...words,
    runs: 'own',
    needs: ['answers-health', ...needs],
    waitsMs: healthAsks * pauseMs,
    given: (draw) => ({ texts: Array.from({ length: manyNotes }, () => draw.text(24)) }),
    probe: async (tools, { texts }) => {
      await begin(tools, texts[0] ?? '');
      const waiting = tools.http.together(texts.map((text) => patiently(postNote(text))));
      const answers: Answer[] = [];
      while (answers.length < healthAsks) {
        await tools.pause(pauseMs);
        answers.push(await tools.http.send({ method: 'GET', path: '/health', timeoutMs: 1_500 }));
      }
      await end(tools);
      await waiting;
      return answers;
    },
    judge: (answers) => ({ health: first(answers.map((answer) => status(answer, 200) ?? json(answer, { status: 'ok' }))) }),
  });
}
