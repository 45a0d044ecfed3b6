import { type Answer, check, type Draw, first, type Http, parsed, rule, thousands } from '#graders';
import { anyId, createNote, getNote, inTheCheck, known, note } from './note.ts';
import { anyMessage, refused } from './refusal.ts';

const longest = 2_000;
/** Two to three bytes each in UTF-8, one character. */
const letters = ['é', 'ß', 'Ł', 'ж', 'ю', '李', '水'];

export default rule({
  id: 'text',
  text:
    `A text has 1 to ${longest} characters (Unicode scalar values, not bytes) and comes back exactly as it was sent, whatever is in it. ` +
    'One character is the exception: Postgres cannot hold U+0000. A text with it is answered 422 `validation_failed`, as one that is too short or too long.',
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
          `' || now() || '`,
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
    check({
      id: 'refuses-what-postgres-cannot-hold',
      title: 'A text with the character U+0000 is answered 422',
      hint: 'Postgres refuses it with “invalid byte sequence for encoding "UTF8": 0x00”, and that became a 500. Look for \'\\0\' beside your other checks of the text.',
      runs: 'shared',
      needs: ['creates-a-note'],
      given: (draw) => ({ text: `${draw.word()}\u0000${draw.word()}` }),
      probe: ({ http }, given) => http.post('/notes', given),
      judge: (answer) => ({ refusal: inTheCheck(refused(answer)) }),
      survives: [anyMessage],
    }),
  ],
});

/** What GET gives of a text that was sent, or what POST answered where it made no note. */
async function thereAndBack(http: Http, text: string): Promise<Answer> {
  const made = await http.post('/notes', { text });
  return made.kind === 'answer' && made.status === 201 ? http.send(getNote(parsed(made))) : made;
}

function lettersOf(draw: Draw, count: number): string {
  return Array.from({ length: count }, () => draw.pick(letters)).join('');
}
