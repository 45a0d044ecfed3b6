import type { Answer } from '../../../runner/core/answer.ts';
import type { Survivor } from '../../../runner/core/check.ts';
import type { Finding } from '../../../runner/core/finding.ts';
import type { Json } from '../../../runner/core/json.ts';
import type { Http, HttpRequest } from '../../../runner/core/tools.ts';
import { body, field, json } from '../../judge/body.ts';
import * as z from '../../judge/shape.ts';
import { status } from '../../judge/status.ts';
import { created } from '../status-map.ts';

const Note = z.object({ id: z.int().check(z.gte(1)), text: z.string() });
const noteText = '{"id": <an integer from 1>, "text": <a string>}';

export const anyId: Survivor = { mutant: '*body.id: *', because: 'the database chooses the id' };

/** The answer is a note that has at least the values that are known. */
export function note(answer: Answer, rightStatus: 200 | 201, known: Json): Finding | undefined {
  return status(answer, rightStatus) ?? noteBody(answer, known);
}

export function noteBody(answer: Answer, known: Json): Finding | undefined {
  return body(answer, Note, noteText) ?? json(answer, known);
}

/** Creates a note and gives what the server made of it; null if that is no JSON. */
export async function createNote(http: Http, text: string): Promise<Json> {
  return (await created(http, '/notes', { text })) ?? null;
}

/** The members that a note has by the spec, without what a server may add. */
export function known(note: Json | undefined): Json {
  return { id: field(note, 'id') ?? null, text: field(note, 'text') ?? null };
}

export function pathOf(note: Json | undefined): string {
  return `/notes/${encodeURIComponent(String(field(note, 'id')))}`;
}

export function postNote(text: string): HttpRequest {
  return { method: 'POST', path: '/notes', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text }) };
}

export function getNote(note: Json | undefined): HttpRequest {
  return { method: 'GET', path: pathOf(note) };
}
