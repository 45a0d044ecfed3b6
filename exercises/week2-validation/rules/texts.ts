import { fieldChecks, lettersOf, rule, thousands } from '#graders';
import { products } from './product.ts';

const longest = { name: 100, description: 2_000 };

const upTo = (most: number) =>
  `Refuse when chars().count() > ${most}: ${most} is good, and len() of a str counts bytes. Keep a good text as it was sent, blanks and all.`;

export default rule({
  id: 'texts',
  text:
    `\`name\` has 1 to ${longest.name} characters, not only white space, and no control characters. ` +
    `\`description\` is null or has 0 to ${thousands(longest.description)} characters, and no NUL among them. ` +
    'Characters are Unicode scalar values, and white space and control characters are what Unicode says. A good text is kept as it was sent.',
  why: 'A limit in bytes lets some languages say a third as much. A blank name cannot be clicked on. And a NUL breaks the first database behind you.',
  checks: [
    ...fieldChecks(products, {
      field: 'name',
      accepts: {
        title: `a name of 1 character, one of ${longest.name} characters with 2 or 3 bytes each, and one with blanks around it`,
        hint: upTo(longest.name),
        values: (draw) => [draw.pick(['b', 'k', 'x']), lettersOf(draw, longest.name), `  ${draw.word()} "${draw.word()}" `],
      },
      refuses: [
        {
          id: 'a-name-beyond-its-limits',
          title: `no character or ${longest.name + 1} characters for a name`,
          hint: `The limit is the last good length: refuse when chars().count() > ${longest.name}.`,
          values: (draw) => ['', draw.text(longest.name + 1)],
        },
        {
          id: 'a-blank-name',
          title: 'a name of blanks or of ideographic spaces',
          hint: 'name.trim().is_empty() sees every kind of white space. Trim to look, and keep what was sent.',
          values: (draw) => [' '.repeat(draw.integer(1, 5)), '\u3000\u2003'.repeat(draw.integer(1, 3))],
        },
        {
          id: 'control-characters-in-a-name',
          title: 'a NUL, an escape or a line break in the name',
          hint: 'name.chars().any(char::is_control) finds them all. A String takes every one of them.',
          values: (draw) => ['\0', '\u001b', '\n'].map((control) => `${draw.word()}${control}${draw.word()}`),
        },
      ],
    }),
    ...fieldChecks(products, {
      field: 'description',
      accepts: {
        title: `a description without a character, with line breaks, and one of ${thousands(longest.description)} characters`,
        hint: upTo(longest.description),
        values: (draw) => ['', `${draw.word()}\n\t${draw.word()}`, lettersOf(draw, longest.description)],
      },
      refuses: [
        {
          id: 'a-long-description',
          title: `${thousands(longest.description + 1)} or 10,000 characters for a description`,
          hint: `Refuse when chars().count() > ${longest.description}: a text has to fit before it is kept.`,
          values: (draw) => [draw.text(longest.description + 1), lettersOf(draw, 10_000)],
        },
        {
          id: 'a-nul-in-a-description',
          title: 'a NUL in the description',
          hint: "description.contains('\\0'): JSON can carry it as \\u0000, and Postgres cannot keep it.",
          values: (draw) => [`${draw.word()}\0${draw.word()}`, '\0'],
        },
      ],
    }),
  ],
});
