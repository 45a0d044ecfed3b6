import type { Answer } from '../../runner/core/answer.ts';
import type { Check, Survivor } from '../../runner/core/check.ts';
import type { Draw } from '../../runner/core/draw.ts';
import type { Finding } from '../../runner/core/finding.ts';
import type { Json } from '../../runner/core/json.ts';
import type { Http } from '../../runner/core/tools.ts';
import { check } from '../check.ts';
import { first } from '../judge/equal.ts';
import { thousands } from '../words.ts';
import { anyFaults, faults } from './errors/faults.ts';
import { firstAbout, inTurn } from './in-turn.ts';

const longestShown = 40;

/** What has the fields: where it is made, and what is known of it. */
interface Thing {
  readonly path: string;
  readonly good: (draw: Draw) => { readonly [name: string]: Json };
  /** Makes one and gives the path where it is. */
  readonly create: (http: Http, thing: Json) => Promise<string>;
  readonly createdBy: string;
  readonly judge: (answer: Answer, rightStatus: 200 | 201, known: Json) => Finding | undefined;
  readonly survives: readonly Survivor[];
}

interface Values {
  readonly title: string;
  readonly hint: string;
  readonly values: (draw: Draw) => readonly Json[];
}

interface Field {
  readonly field: string;
  readonly accepts: Values;
  readonly refuses: readonly ({ readonly id: string } & Values)[];
}

/** What a field may be, at its limits; what it may not be, on create; and that on update again. */
export function fieldChecks(
  { path, good, create, createdBy, judge, survives }: Thing,
  { field, accepts, refuses }: Field,
): readonly Check[] {
  const shared = { runs: 'shared', needs: [createdBy] } as const;
  const atFault = (answers: readonly Answer[], values: readonly Json[]) =>
    firstAbout(
      values,
      answers,
      (answer) => faults(answer, [field]),
      (value) => `${field} ${short(value)}`,
    );
  const eachIn = (values: Values['values']) => (draw: Draw) => values(draw).map((value) => ({ ...good(draw), [field]: value }));
  return [
    check({
      id: `accepts-${field}-at-its-limits`,
      title: `POST ${path} accepts ${accepts.title}`,
      hint: accepts.hint,
      ...shared,
      given: eachIn(accepts.values),
      probe: ({ http }, given) => inTurn(given, (wanted) => http.post(path, wanted)),
      judge: (answers, given) => ({ kept: first(answers.map((answer, at) => judge(answer, 201, given[at] ?? null))) }),
      survives,
    }),
    ...refuses.map(({ id, title, hint, values }) =>
      check({
        id: `refuses-${id}`,
        title: `POST ${path} with ${title} answers 422 and names the field`,
        hint,
        ...shared,
        given: eachIn(values),
        probe: ({ http }, given) => inTurn(given, (wanted) => http.post(path, wanted)),
        judge: (answers, given) => ({
          faults: atFault(
            answers,
            given.map((one) => one[field] ?? null),
          ),
        }),
        survives: anyFaults,
      }),
    ),
    check({
      id: `checks-${field}-on-update`,
      title: `PATCH ${path}/{id} refuses each ${field} that POST ${path} refuses`,
      hint: `Put the check of the ${field} into a function of its own, and call it from create and from update.`,
      ...shared,
      given: (draw) => ({ made: good(draw), values: refuses.flatMap(({ values }) => values(draw)) }),
      probe: async ({ http }, { made, values }) => {
        const changed = await create(http, made);
        return inTurn(values, (value) => http.patch(changed, { [field]: value }));
      },
      judge: (answers, { values }) => ({ faults: atFault(answers, values) }),
      survives: anyFaults,
    }),
  ];
}

function short(value: Json): string {
  const text = JSON.stringify(value);
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}… (${thousands([...String(value)].length)} characters)`;
}
