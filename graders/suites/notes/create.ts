import type { Rule } from '../../../runner/core/exercise.ts';
import { check, rule } from '../../check.ts';
import { header, jsonType } from '../../judge/header.ts';
import { status } from '../../judge/status.ts';
import { anyId, createNote, getNote, known, note, noteBody } from './note.ts';

const notePath = /^\/notes\/\d+$/;

/** `POST /notes` and `GET /notes/{id}`; `needs`: what must be seen before anything is written. */
export function createRule(needs: string): Rule {
  return rule({
    id: 'create',
    text:
      '`POST /notes` with `{"text": T}` answers 201 with the new note, `{"id": N, "text": T}`, and the header `Location: /notes/N`. ' +
      'N is an integer from 1 that the database chooses. `GET /notes/N` answers 200 with that note.',
    why: 'The answer to a create is a promise: it is kept, it has this name, and it can be had there by everybody.',
    checks: [
      check({
        id: 'creates-a-note',
        title: 'POST /notes answers 201 with the whole note',
        hint: '“insert … returning id, text” gives the row as the database has it. Return (StatusCode::CREATED, Json(note)).',
        runs: 'shared',
        // Nothing is written before the server was seen on its own database.
        needs: [needs],
        given: (draw) => ({ text: draw.text(24) }),
        probe: ({ http }, given) => http.post('/notes', given),
        judge: (answer, given) => ({ status: status(answer, 201), type: jsonType(answer), body: noteBody(answer, given) }),
        survives: [anyId],
      }),
      check({
        id: 'points-to-the-new-note',
        title: 'Location of a created note is /notes/{id}',
        hint: 'Add the header to the answer: (StatusCode::CREATED, [(LOCATION, format!("/notes/{id}"))], Json(note)).',
        runs: 'shared',
        needs: ['creates-a-note'],
        given: (draw) => ({ text: draw.text(24) }),
        probe: async ({ http }, { text }) => {
          const answer = await http.post('/notes', { text });
          const path = locatedPath(answer.kind === 'answer' ? answer.headers.location : undefined);
          return { answer, followed: notePath.test(path) ? await http.get(path) : null };
        },
        judge: ({ answer, followed }, { text }) => ({
          location: status(answer, 201) ?? header(answer, 'location', '/notes/{id}', (value) => notePath.test(locatedPath(value))),
          note: followed === null ? undefined : note(followed, 200, { text }),
        }),
        survives: [
          { mutant: '.answer: body*', because: 'creates-a-note looks at the new note itself' },
          { mutant: '.followed: body.id: *', because: 'reads-one-note looks at the id' },
        ],
      }),
      check({
        id: 'reads-one-note',
        title: 'GET /notes/{id} answers 200 with the note that has this id',
        hint: 'Look it up by the id of the path: “select id, text from notes where id = $1”, with fetch_optional.',
        runs: 'shared',
        needs: ['creates-a-note'],
        given: (draw) => ({ wanted: draw.text(24), other: draw.text(24) }),
        probe: async ({ http }, { wanted, other }) => {
          const made = await createNote(http, wanted);
          await createNote(http, other);
          return { made, answer: await http.send(getNote(made)) };
        },
        judge: ({ made, answer }) => ({ note: note(answer, 200, known(made)) }),
      }),
    ],
  });
}

/** Where a Location leads from `/notes`: it may be a path, relative, or a whole URL (RFC 9110, 10.2.2). */
function locatedPath(location: string | undefined): string {
  const base = 'http://localhost/notes';
  if (location === undefined || !URL.canParse(location, base)) return '';
  const { pathname, search } = new URL(location, base);
  return pathname + search;
}
