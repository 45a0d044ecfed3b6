import type { Answer } from '../../../runner/core/answer.ts';
import type { Draw } from '../../../runner/core/draw.ts';
import type { Rule } from '../../../runner/core/exercise.ts';
import type { Finding } from '../../../runner/core/finding.ts';
import type { Json } from '../../../runner/core/json.ts';
import type { HttpRequest } from '../../../runner/core/tools.ts';
import { check, rule } from '../../check.ts';
import { first, inTheCheck } from '../../judge/equal.ts';
import { status } from '../../judge/status.ts';
import { bodyIsOpen } from '../../survivors.ts';
import { thousands } from '../../words.ts';
import { inTurn } from '../in-turn.ts';
import { bodyLimitBytes, withBody } from './bodies.ts';
import { anyMessage, refusedWith } from './shape.ts';

interface Extremes {
  /** The request that makes something, without its body. */
  readonly request: HttpRequest;
  readonly good: (draw: Draw) => { readonly [name: string]: Json };
  /** The member that the deep value stands in. */
  readonly member: string;
  readonly needs: readonly string[];
}

const deep = 10_000;
const limit = thousands(bodyLimitBytes);

/** Bodies as large and as deep as they can be. */
export function extremesRule({ request, good, member, needs }: Extremes): Rule {
  const asked = `${request.method} ${request.path}`;
  const send = (body: string) => withBody(request, body, 'application/json');
  return rule({
    id: 'extremes',
    text:
      `A body has at most ${limit} bytes; one with a byte more is refused before anybody looks into it. ` +
      'JSON within that may be as deep as it likes: it is answered 400 or 422, and the server lives on.',
    why: 'Whatever a server takes without a limit, somebody sends without end.',
    checks: [
      check({
        id: 'takes-a-body-at-the-limit',
        title: `${asked} with blanks behind the JSON, ${limit} bytes in all, answers 201, and 413 with one byte more`,
        hint: `The limit is the last good length: DefaultBodyLimit::max(${bodyLimitBytes}). It counts bytes, and all of them.`,
        runs: 'shared',
        needs,
        given: good,
        probe: async ({ http }, given) => {
          const padded = JSON.stringify(given).padEnd(bodyLimitBytes, ' ');
          return { at: await http.send(send(padded)), over: await http.send(send(`${padded} `)) };
        },
        judge: ({ at, over }) => ({ at: status(at, 201), over: refusedWith(over, 413, 'payload_too_large') }),
        survives: [bodyIsOpen],
      }),
      check({
        id: 'lives-on-after-a-deep-body',
        title: `${asked} with more than ${thousands(deep)} arrays or objects inside each other answers 400 or 422, and GET /health 200 afterwards`,
        hint: 'What calls itself for each level uses up the stack, and that ends the whole process. serde_json stops at 128 levels by itself: let it be the first to look.',
        runs: 'own',
        needs,
        given: (draw) => {
          const [arrays, objects] = [draw.integer(2 * deep, 3 * deep), draw.integer(deep, deep + 900)];
          return [`${'['.repeat(arrays)}${']'.repeat(arrays)}`, `${'{"a":'.repeat(objects)}1${'}'.repeat(objects)}`];
        },
        probe: async ({ http }, values) => ({
          answers: await inTurn(values, (value) => http.send(send(`{${JSON.stringify(member)}:${value}}`))),
          health: await http.get('/health'),
        }),
        judge: ({ answers, health }) => ({ answers: inTheCheck(first(answers.map(refused))), health: status(health, 200) }),
        survives: [anyMessage, { mutant: '.health: body*', because: 'answers-health looks at the body' }],
      }),
    ],
  });
}

function refused(answer: Answer): Finding | undefined {
  if (answer.kind === 'answer' && answer.status === 400) return refusedWith(answer, 400, 'bad_request');
  return status(answer, 400, 422) ?? refusedWith(answer, 422, 'validation_failed');
}
