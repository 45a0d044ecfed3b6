import type { ProbedCheck } from '../../../runner/core/check.ts';
import type { DatabaseAtBoot } from '../../../runner/core/database.ts';
import type { Tools } from '../../../runner/core/tools.ts';
import { check } from '../../check.ts';
import { json } from '../../judge/body.ts';
import { first, inTheCheck } from '../../judge/equal.ts';
import { jsonType } from '../../judge/header.ts';
import { status } from '../../judge/status.ts';
import { anyMessage } from '../errors/shape.ts';
import { anyId, note, postNote } from './note.ts';
import { atOnceIsFine, patiently, slowest, unavailable, until } from './unavailable.ts';

interface Words {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
}

interface Start {
  readonly atBoot: DatabaseAtBoot;
  readonly without: Words;
  readonly after: Words;
  readonly needs: readonly string[];
  /** Gives the server its database. */
  readonly come: (tools: Tools) => Promise<void>;
  readonly withoutLimit: string;
}

/** A server starts without its database, says so, and works when it comes. */
export function startChecks({ atBoot, without, after, needs, come, withoutLimit }: Start): readonly ProbedCheck[] {
  return [
    check({
      ...without,
      runs: 'own',
      database: atBoot,
      needs: ['answers-health', ...needs],
      waitsMs: 1_000,
      given: (draw) => ({ text: draw.text(24), id: draw.integer(1, 90) }),
      probe: async ({ http }, { text, id }) => ({
        health: await http.get('/health'),
        notes: [await http.send(patiently(postNote(text))), await http.send(patiently({ method: 'GET', path: `/notes/${id}` }))],
      }),
      judge: ({ health, notes }) => ({
        health: status(health, 200) ?? jsonType(health) ?? json(health, { status: 'ok' }),
        notes: first(notes.map((answer) => unavailable(answer, withoutLimit))),
      }),
      survives: [anyMessage, atOnceIsFine, { mutant: '.health: late', because: 'how long it takes matters where there is no database' }],
      measure: ({ notes }) => slowest(notes),
    }),
    check({
      ...after,
      runs: 'own',
      database: atBoot,
      needs: ['creates-a-note', without.id],
      waitsMs: 1_000,
      given: (draw) => ({ early: draw.text(24), late: draw.text(24) }),
      probe: async (tools, { early, late }) => {
        await tools.http.send(patiently(postNote(early)));
        await come(tools);
        return until(tools, postNote(late), 201);
      },
      judge: (answer, { late }) => ({ note: inTheCheck(note(answer, 201, { text: late })) }),
      survives: [anyId],
    }),
  ];
}
