import { type Answer, anyId, check, first, inTheCheck, note, textRule, thereAndBack } from '#graders';

export default textRule({
  exception: 'A text that looks like a number is a text like any other.',
  call: 'sqlite_version()',
  checks: [
    check({
      id: 'keeps-a-text-that-looks-like-a-number',
      title: 'Texts such as 007, 1e3 and 12.50 come back as they were sent',
      hint: 'SQLite goes by the type of the column, and knows no string: what is called so holds numbers where it can. Call it text.',
      runs: 'shared',
      needs: ['reads-one-note'],
      given: (draw) => ({
        texts: [`00${draw.integer(1, 9)}`, `${draw.integer(1, 9)}e${draw.integer(2, 9)}`, `${draw.integer(10, 99)}.${draw.integer(1, 9)}0`],
      }),
      probe: async ({ http }, { texts }) => {
        const read: Answer[] = [];
        for (const text of texts) read.push(await thereAndBack(http, text));
        return read;
      },
      judge: (read, { texts }) => ({ notes: first(read.map((answer, at) => inTheCheck(note(answer, 200, { text: texts[at] ?? '' })))) }),
      survives: [anyId],
    }),
  ],
});
