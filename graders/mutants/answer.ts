import type { Answer } from '../../runner/core/answer.ts';
import type { Json } from '../../runner/core/json.ts';
import { parsed } from '../judge/body.ts';
import { isObject, jsonDefects } from './json.ts';
import { defect, different, type Mutation, tolerated, within } from './mutation.ts';
import { rewritings } from './tolerance.ts';

type Whole = Answer & { readonly kind: 'answer' };

const kinds: readonly string[] = ['answer', 'closed', 'reset', 'refused', 'timed-out', 'not-http'];
/** What frames and transports an answer is for HTTP to say, not for a spec. */
const framing: readonly string[] = ['connection', 'content-length', 'date', 'keep-alive', 'server', 'transfer-encoding', 'vary'];

export function isAnswer(value: Json): boolean {
  return (
    isObject(value) && typeof value.ms === 'number' && kinds.includes(String(value.kind)) && (value.kind !== 'answer' || 'status' in value)
  );
}

/** An answer that is none, has another status, lacks a header or holds another body; and answers that are as good. */
export function answerMutations(value: Json): readonly Mutation[] {
  const answer = value as unknown as Answer;
  if (answer.kind !== 'answer') return [];
  return different(
    [
      ...transportDefects(answer.ms),
      ...timeDefects(answer),
      ...statusDefects(answer),
      ...headerMutations(answer),
      ...bodyMutations(answer),
    ],
    value,
  );
}

function transportDefects(ms: number): readonly Mutation[] {
  return [
    ...(['closed', 'reset', 'refused', 'timed-out'] as const).map((kind) => defect(kind, { kind, ms })),
    defect('not-http', { kind: 'not-http', bytes: 'SSH-2.0-OpenSSH_9.2', ms }),
  ];
}

/** For checks that measure time; elsewhere a slow answer is as good as a quick one. */
function timeDefects(answer: Whole): readonly Mutation[] {
  return [defect('late', json({ ...answer, ms: answer.ms + 60_000 })), defect('at once', json({ ...answer, ms: 0 }))];
}

function statusDefects(answer: Whole): readonly Mutation[] {
  const others = new Set([200, 201, 204, 400, 404, 422, 500, answer.status + 1]);
  others.delete(answer.status);
  return [...others].map((status) => defect(`status ${answer.status} → ${status}`, json({ ...answer, status })));
}

function headerMutations(answer: Whole): readonly Mutation[] {
  const { headers } = answer;
  const withHeaders = (changed: { readonly [name: string]: string }) => json({ ...answer, headers: changed });
  const own = Object.keys(headers).filter((name) => !framing.includes(name));
  const without = (...names: readonly string[]) => Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
  return [
    ...own.flatMap((name) => [
      defect(`header ${name} missing`, withHeaders(without(name))),
      defect(`header ${name} changed`, withHeaders({ ...headers, [name]: name === 'content-type' ? 'text/plain' : 'other' })),
      ...(Number.isFinite(Number(headers[name])) ? [defect(`header ${name} raised`, withHeaders({ ...headers, [name]: '987654' }))] : []),
    ]),
    tolerated('a header more', withHeaders({ 'x-request-id': '7', ...headers })),
    tolerated(
      'chunked, and closed afterwards',
      withHeaders({ ...without('content-length', 'keep-alive'), 'transfer-encoding': 'chunked', connection: 'close' }),
    ),
    ...('content-type' in headers
      ? [
          tolerated('a charset', withHeaders({ ...headers, 'content-type': `${headers['content-type']}; charset=utf-8` })),
          tolerated('the type in capitals', withHeaders({ ...headers, 'content-type': (headers['content-type'] ?? '').toUpperCase() })),
        ]
      : []),
    ...('allow' in headers
      ? [
          tolerated(
            'more methods allowed',
            withHeaders({
              ...headers,
              allow: `OPTIONS, ${(headers.allow ?? '')
                .split(/\s*,\s*/)
                .toReversed()
                .join(',')}`,
            }),
          ),
        ]
      : []),
  ];
}

function bodyMutations(answer: Whole): readonly Mutation[] {
  const value = parsed(answer);
  const written = (text: string) => json({ ...answer, body: text });
  if (value === undefined) return answer.body === '' ? [] : [defect('body missing', written(''))];
  return [
    defect('body missing', written('')),
    defect('body cut short', written(answer.body.slice(0, -1))),
    defect('body in plain text', written('something went wrong')),
    ...within('body', jsonDefects(value), (changed) => written(JSON.stringify(changed))),
    ...rewritings.map(({ name, write }) => tolerated(`body: ${name}`, written(write(value)))),
  ];
}

function json(answer: Answer): Json {
  return answer as unknown as Json;
}
