import type { Answer } from '../../../runner/core/answer.ts';
import type { ProbedCheck } from '../../../runner/core/check.ts';
import type { Finding } from '../../../runner/core/finding.ts';
import type { HttpRequest } from '../../../runner/core/tools.ts';
import { check } from '../../check.ts';
import { field, parsed } from '../../judge/body.ts';
import { first, holds, inTheCheck } from '../../judge/equal.ts';
import { manyNotes } from './many-wait.ts';
import { anyId, getNote, note, postNote } from './note.ts';

/** Many who write at once: nobody gets somebody else's id, or note. */
export function givesEachWriterItsOwnId(hint: string): ProbedCheck {
  return check({
    id: 'gives-each-writer-its-own-id',
    title: `${manyNotes} notes created at once get ${manyNotes} different ids, and GET gives each of them`,
    hint,
    runs: 'own',
    keepsConnection: true,
    needs: ['reads-one-note'],
    given: (draw) => ({ texts: Array.from({ length: manyNotes }, () => draw.text(24)) }),
    probe: async ({ http }, { texts }) => {
      const made = await http.together(texts.map(unhurried));
      return { made, read: await http.together(made.map((answer) => getNote(parsed(answer)))) };
    },
    judge: ({ made, read }, { texts }) => ({
      ids: differentIds(made, texts),
      notes: first(read.map((answer, at) => note(answer, 200, { text: texts[at] ?? '' }))),
    }),
    survives: [anyId],
  });
}

/** From a client that waits for its turn. */
export function unhurried(text: string): HttpRequest {
  return { ...postNote(text), timeoutMs: 5_000 };
}

function differentIds(answers: readonly Answer[], texts: readonly string[]): Finding | undefined {
  const failed = first(answers.map((answer, at) => note(answer, 201, { text: texts[at] ?? '' })));
  const ids = answers.map((answer) => String(field(parsed(answer), 'id')));
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  return (
    inTheCheck(failed) ??
    holds(twice.length === 0, `${ids.length} different ids`, `ids given more than once: ${[...new Set(twice)].join(', ')}`)
  );
}
