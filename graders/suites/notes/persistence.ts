import type { Answer } from '../../../runner/core/answer.ts';
import type { Rule } from '../../../runner/core/exercise.ts';
import type { Json } from '../../../runner/core/json.ts';
import { check, rule } from '../../check.ts';
import { field, parsed } from '../../judge/body.ts';
import { first, holds } from '../../judge/equal.ts';
import { createNote, getNote, known, note, postNote } from './note.ts';

const kept = 3;
const startMs = 2_000;

/** What was answered 201 is there after a kill. */
export const persistenceRule: Rule = rule({
  id: 'persistence',
  text: 'A note that was answered 201 is there for good: also after the server was killed and started again on the same database.',
  why: 'A 201 is a promise, and machines stop without asking. That is what the database is for.',
  checks: [
    check({
      id: 'keeps-notes-over-a-kill',
      title: 'After SIGKILL and a new start each note is there, and a new one gets an id of its own',
      hint: 'Look for notes that are kept in the program, for an answer before the insert is done, and for a table that is dropped or emptied at the start.',
      runs: 'own',
      needs: ['reads-one-note'],
      given: (draw) => ({ texts: Array.from({ length: kept }, () => draw.text(24)), after: draw.text(24) }),
      probe: async ({ http, server }, { texts, after }) => {
        const made: Json[] = [];
        for (const text of texts) made.push(await createNote(http, text));
        const start = await server.restart('SIGKILL', startMs);
        const read: Answer[] = [];
        for (const one of made) read.push(await http.send(getNote(one)));
        return { made, start: start.kind, read, next: await http.send(postNote(after)) };
      },
      judge: ({ made, start, read, next }, { after }) => ({
        start: holds(start === 'ready', 'a server that starts again on the same database', 'a server that does not'),
        notes: first(read.map((answer, at) => note(answer, 200, known(made[at])))),
        next:
          note(next, 201, { text: after }) ??
          holds(
            made.every((one) => field(one, 'id') !== field(parsed(next), 'id')),
            'an id that no note has',
            `the id of an older note, ${field(parsed(next), 'id')}`,
          ),
      }),
      survives: [{ mutant: '.next: body.id: *', because: 'the database chooses the id' }],
    }),
  ],
});
