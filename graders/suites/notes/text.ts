import type { Answer } from '../../../runner/core/answer.ts';
import type { Check } from '../../../runner/core/check.ts';
import type { Rule } from '../../../runner/core/exercise.ts';
import type { Http } from '../../../runner/core/tools.ts';
import { check, rule } from '../../check.ts';
import { parsed } from '../../judge/body.ts';
import { first, inTheCheck } from '../../judge/equal.ts';
import { thousands } from '../../words.ts';
import { anyMessage } from '../errors/shape.ts';
import { lettersOf } from '../letters.ts';
import { anyId, createNote, getNote, known, note } from './note.ts';
import { refused } from './refusal.ts';

const longest = 2_000;

interface Text {
  /** What of the rule is this database's own, as sentences. */
  readonly exception: string;
  /** A call of a function that this database has. */
  readonly call: string;
  readonly checks: readonly Check[];
}

/** Which texts a note may have, and that each comes back as it was sent. */
export function textRule({ exception, call, checks }: Text): Rule {
  return rule({
    id: 'text',
    text:
      `A text has 1 to ${longest} characters (Unicode scalar values, not bytes) and comes back exactly as it was sent, whatever is in it. ` +
      exception,
    why: 'What is pasted into SQL is run as SQL. The first O’Brien breaks the query, and the next text was written to break more.',
    checks: [
      check({
        id: 'accepts-a-text-at-its-limits',
        title: `A text of 1 character and one of ${thousands(longest)} characters with 2 or 3 bytes each are accepted`,
        hint: 'len() of a str counts bytes. chars().count() counts characters.',
        runs: 'shared',
        needs: ['creates-a-note'],
        given: (draw) => ({ shortest: draw.pick(['b', 'k', 'x']), longest: lettersOf(draw, longest) }),
        probe: async ({ http }, given) => ({
          shortest: await http.post('/notes', { text: given.shortest }),
          longest: await http.post('/notes', { text: given.longest }),
        }),
        judge: (answers, given) => ({
          shortest: note(answers.shortest, 201, { text: given.shortest }),
          longest: note(answers.longest, 201, { text: given.longest }),
        }),
        survives: [anyId],
      }),
      check({
        id: 'refuses-a-text-beyond-its-limits',
        title: `A text without a character and one of ${thousands(longest + 1)} characters are answered 422`,
        hint: 'Check the text after deserializing and before you ask the database. Serde takes any string.',
        runs: 'shared',
        needs: ['creates-a-note'],
        given: (draw) => ({ long: draw.text(longest + 1) }),
        probe: async ({ http }, { long }) => ({
          empty: await http.post('/notes', { text: '' }),
          long: await http.post('/notes', { text: long }),
        }),
        judge: ({ empty, long }) => ({ empty: refused(empty), long: refused(long) }),
        survives: [anyMessage],
      }),
      check({
        id: 'keeps-a-text-as-sent',
        title: 'Texts with quotes, backslashes, percent signs, dollar signs, line breaks and emoji come back as they were sent',
        hint: 'Put $1 into the SQL and the text into .bind(text). format! makes the text a part of the SQL, and escaping by hand misses something.',
        runs: 'shared',
        needs: ['reads-one-note'],
        given: (draw) => ({
          texts: [
            `${draw.word()} O'${draw.word()} "${draw.word()}"`,
            `C:\\${draw.word()}\\n ${draw.integer(10, 99)} % of %s {} $1 ? :${draw.word()}`,
            `\t ${draw.word()}\r\n${draw.pick(['🦀', '🌱', '🚲'])} ${draw.pick(['e\u0301', 'שלום', '水滸傳'])}\n `,
          ],
        }),
        probe: async ({ http }, { texts }) => {
          const read: Answer[] = [];
          for (const text of texts) read.push(await thereAndBack(http, text));
          return read;
        },
        judge: (read, { texts }) => ({ notes: first(read.map((answer, at) => inTheCheck(note(answer, 200, { text: texts[at] ?? '' })))) }),
        survives: [anyId],
      }),
      check({
        id: 'runs-no-text-as-sql',
        title: 'A text that is SQL is kept as a text, and nothing of it is run',
        hint: 'A value that is bound, .bind(text), never becomes a part of the statement. Look for format! around your SQL.',
        runs: 'own',
        needs: ['reads-one-note'],
        given: (draw) => ({
          before: draw.text(24),
          texts: [
            `${draw.word()}'); drop table notes; --`,
            `${draw.word()}'; delete from notes where '1' = '1`,
            `' || ${call} || '`,
            `${draw.word()}') --`,
          ],
        }),
        probe: async ({ http }, { before, texts }) => {
          const made = await createNote(http, before);
          const read: Answer[] = [];
          for (const text of texts) read.push(await thereAndBack(http, text));
          return { made, read, before: await http.send(getNote(made)) };
        },
        judge: ({ made, read, before }, { texts }) => ({
          texts: first(read.map((answer, at) => inTheCheck(note(answer, 200, { text: texts[at] ?? '' })))),
          before: inTheCheck(note(before, 200, known(made))),
        }),
        survives: [{ mutant: '.read*body.id: *', because: 'the database chooses the id' }],
      }),
      ...checks,
    ],
  });
}

/** What GET gives of a text that was sent, or what POST answered where it made no note. */
export async function thereAndBack(http: Http, text: string): Promise<Answer> {
  const made = await http.post('/notes', { text });
  return made.kind === 'answer' && made.status === 201 ? http.send(getNote(parsed(made))) : made;
}
