import type { Answer } from '../../../runner/core/answer.ts';
import type { Check } from '../../../runner/core/check.ts';
import type { Draw } from '../../../runner/core/draw.ts';
import type { Rule } from '../../../runner/core/exercise.ts';
import type { Finding } from '../../../runner/core/finding.ts';
import { check, nothing, rule } from '../../check.ts';
import { body, field as memberOf, parsed } from '../../judge/body.ts';
import { first, holds, inTheCheck } from '../../judge/equal.ts';
import { jsonType } from '../../judge/header.ts';
import { outcome } from '../../judge/outcome.ts';
import * as z from '../../judge/shape.ts';
import { status } from '../../judge/status.ts';
import { bodyIsOpen } from '../../survivors.ts';
import { inTurn } from '../in-turn.ts';
import { type StatusLine, type StatusRow, statusMapChecks, statusTable } from '../status-map.ts';
import { unknownPath, wrongMethod } from './rows.ts';
import { anyMessage, errorShape } from './shape.ts';

/** A route that is asked with `GET` and takes integers from 0 to a maximum in its query, none of them optional. */
export interface Query {
  readonly path: string;
  readonly parameters: readonly string[];
  readonly maximum: number;
  /** A word that each of them takes as well. */
  readonly word?: string;
  /** With zeros in it, and answered 200 without a wait. */
  readonly atOnce: string;
}

interface Fault {
  readonly id: string;
  readonly cause: string;
  readonly hint: string;
  /** What the parameter says then; undefined where it is not there. */
  readonly values: (draw: Draw) => readonly (string | undefined)[];
}

const refusal = { status: 400, code: 'bad_request' } as const;
const refusedWithinMs = 2_000;
const takenAfterMs = 500;

/** Every error of the route, and of the router around it, has one shape; a bad query names the parameter. */
export function queryRule(query: Query): Rule {
  return rule({
    id: 'errors',
    text:
      `Each parameter is an integer from 0 to ${query.maximum}, both included${query.word === undefined ? '' : `, or ${query.word}`}. ` +
      'Every answer from 400 up is JSON: `{"error": {"code": …, "message": …}}`, with a message that is not empty. ' +
      'Where a parameter is at fault, `"field"` is its name as well. The status map says which error answers what.',
    why: 'A client can handle an error only if it looks the same wherever it comes from: from your handler, an extractor or the router.',
    checks: [takesBothEnds(query), ...faultsOf(query).map((fault) => namesTheParameter(query, fault)), ...routerChecks(query)],
  });
}

/** The status map of such a route, and of what else an exercise answers, as a Markdown table. */
export function queryTable(query: Query, more: readonly StatusLine[] = []): string {
  const faults = faultsOf(query).map(({ cause }) => ({ route: `GET ${query.path}`, cause, ...refusal }));
  return statusTable([...faults, ...more, ...routerRows(query)]);
}

function faultsOf({ maximum, word }: Query): readonly Fault[] {
  return [
    {
      id: 'names-a-missing-parameter',
      cause: 'a parameter that is missing',
      hint: 'Query<T> refuses that by itself, in plain text. Make the fields Option<String>, and turn a None into your own 400.',
      values: () => [undefined],
    },
    {
      id: 'names-a-parameter-that-is-no-integer',
      cause: word === undefined ? 'a parameter that is no integer' : `a parameter that is neither an integer nor ${word}`,
      hint: 'Parse with str::parse::<u64>, and map its error to your 400, with the parameter’s name. unwrap_or makes up a number there, and unwrap panics.',
      values: (draw) => [draw.word(), `${draw.integer(1, 90)}.${draw.integer(1, 9)}`],
    },
    {
      id: 'names-a-negative-parameter',
      cause: 'a parameter below 0',
      hint: 'Parse into an unsigned type, such as u64: it takes no minus.',
      values: (draw) => [`-${draw.integer(1, 900)}`],
    },
    {
      id: 'names-a-parameter-above-the-maximum',
      cause: `a parameter above ${maximum}`,
      hint: `No type has the limit of ${maximum} for you: compare after you have parsed, and before you wait.`,
      values: (draw) => [String(maximum + 1), String(maximum + draw.integer(2, 900))],
    },
  ];
}

/** Who has not answered by now has begun to wait, and so has not refused. */
function takesBothEnds({ path, parameters, maximum, atOnce }: Query): Check {
  const longest = `${path}?${parameters.map((name) => `${name}=${maximum}`).join('&')}`;
  return check({
    id: 'takes-0-and-the-maximum',
    title: `GET ${path} takes 0, and ${maximum} for all of ${parameters.join(', ')}`,
    hint: `Both ends are good, 0 and ${maximum}: (0..=${maximum}).contains(&ms), or refuse what is above ${maximum} and not ${maximum} itself.`,
    runs: 'shared',
    waitsMs: takenAfterMs,
    given: nothing,
    probe: async ({ http }) => ({
      zero: await http.get(`${path}?${atOnce}`),
      maximum: await http.send({ method: 'GET', path: longest, timeoutMs: takenAfterMs }),
    }),
    judge: ({ zero, maximum }) => ({
      zero: inTheCheck(status(zero, 200)),
      maximum: holds(maximum.kind === 'timed-out', `no answer within ${takenAfterMs} ms, since it waits`, outcome(maximum)),
    }),
    survives: [bodyIsOpen],
  });
}

/** Asks with each of the parameters at fault in turn: a name that is always the same is seen. */
function namesTheParameter(query: Query, { id, cause, hint, values }: Fault): Check {
  const { path, parameters } = query;
  return check({
    id,
    title: `GET ${path} with ${cause} answers 400 bad_request and names it, for each of ${parameters.join(', ')}`,
    hint,
    runs: 'shared',
    given: (draw) => ({
      asked: parameters.flatMap((field) =>
        values(draw).map((value) => ({ field, path: `${path}?${wrongQuery(query, draw, field, value)}` })),
      ),
    }),
    probe: ({ http }, { asked }) => inTurn(asked, ({ path }) => http.send({ method: 'GET', path, timeoutMs: refusedWithinMs })),
    judge: (answers, { asked }) => ({
      status: first(answers.map(refused)),
      type: first(answers.map(jsonType)),
      body: first(answers.map((answer, at) => names(answer, asked[at]?.field ?? ''))),
    }),
    survives: [anyMessage],
  });
}

/** Of a panic, and of what was taken for good, this knows more than a status. */
function refused(answer: Answer): Finding | undefined {
  const finding = status(answer, refusal.status);
  if (answer.kind === 'closed') return inTheCheck(finding, panicked);
  const isTaken = answer.kind === 'answer' && answer.status < 400 && memberOf(parsed(answer), 'error') === undefined;
  return isTaken ? inTheCheck(finding) : finding;
}

const panicked =
  'A handler that panics drops its connection. Look for unwrap on what the client sent: a None, and the error of parse, are your 400.';

function names(answer: Answer, field: string): Finding | undefined {
  const error = z.object({ code: z.literal(refusal.code), message: z.string().check(z.minLength(1)), field: z.literal(field) });
  const text = `{"error": {"code": "${refusal.code}", "message": <a string that is not empty>, "field": "${field}"}}`;
  return body(answer, z.object({ error }), text);
}

function routerRows({ path, parameters }: Query): readonly StatusRow[] {
  const request = { method: 'POST', path: `${path}?${parameters.map((name) => `${name}=1`).join('&')}` };
  return [unknownPath, wrongMethod({ on: path.slice(1), route: `POST ${path}`, request: () => request, allow: ['GET'] })];
}

function routerChecks(query: Query): readonly Check[] {
  return statusMapChecks({
    rows: routerRows(query),
    create: async () => undefined,
    createdBy: 'answers-health',
    errorShape,
    survives: [anyMessage],
  });
}

/** Small values for all parameters but the one that is at fault. */
function wrongQuery({ parameters }: Query, draw: Draw, field: string, wrong: string | undefined): string {
  const values = parameters.map((name) => [name, name === field ? wrong : String(draw.integer(1, 50))] as const);
  return values.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`])).join('&');
}
