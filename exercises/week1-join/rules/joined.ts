import { type Answer, type Finding, field, holds, type Json, parsed } from '#graders';

/** What the query asks of the tasks a, b and c: to wait so many milliseconds, or to fail. */
export type Asked = readonly (number | 'fail')[];

const names = ['a', 'b', 'c'];
const anyError = '"error":<a string that is not empty>';

/** The query begins with the task at `from`. */
export function joinPath(asked: Asked, from = 0): string {
  const parameters = asked.map((value, at) => `${names[at]}=${value}`);
  return `/join?${[...parameters.slice(from), ...parameters.slice(0, from)].join('&')}`;
}

/** One task waits as long as that, and the others hardly at all. */
export function oneLongTask(place: number, waitMs: number): string {
  return joinPath(names.map((_, at) => (at === place ? waitMs : at + 1)));
}

export function longest(asked: Asked): number {
  return Math.max(...asked.map((value) => (value === 'fail' ? 0 : value)));
}

/** The results are those of a, b and c, in this order. Silent where there is no answer: `status` tells that. */
export function results(answer: Answer, asked: Asked): Finding | undefined {
  if (answer.kind !== 'answer') return undefined;
  const told = field(parsed(answer), 'results');
  const list: readonly Json[] = Array.isArray(told) ? told : [];
  const expected = asked.map((value, at) => `{"task":"${names[at]}",${typeof value === 'number' ? `"waited_ms":${value}` : anyError}}`);
  const hint = areResults(list.toSorted(byTask), asked) ? orderHint : undefined;
  return holds(
    areResults(list, asked),
    `{"results":[${expected}]}`,
    told === undefined ? answer.body : JSON.stringify({ results: told }),
    hint,
  );
}

const orderHint =
  'tokio::join! gives a tuple in the order of its arguments. A channel, a JoinSet and FuturesUnordered give them as they are done: sort those by task.';

function byTask(one: Json, other: Json): number {
  return String(field(one, 'task')) < String(field(other, 'task')) ? -1 : 1;
}

function areResults(list: readonly Json[], asked: Asked): boolean {
  return list.length === asked.length && asked.every((value, at) => isResult(list[at], names[at], value));
}

function isResult(result: Json | undefined, task: string | undefined, asked: number | 'fail'): boolean {
  const error = field(result, 'error') ?? '';
  const isRight = asked === 'fail' ? typeof error === 'string' && error !== '' : error === '' && field(result, 'waited_ms') === asked;
  return field(result, 'task') === task && isRight;
}
