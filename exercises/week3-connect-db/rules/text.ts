import { anyMessage, check, inTheCheck, refused, textRule } from '#graders';

export default textRule({
  exception:
    'One character is the exception: Postgres cannot hold U+0000. A text with it is answered 422 `validation_failed`, as one that is too short or too long.',
  call: 'now()',
  checks: [
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
