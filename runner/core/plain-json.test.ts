import { expect, test } from 'vitest';
import { plainJsonFault } from './plain-json.ts';

class Latency {
  readonly ms = 5;
}

const looped: { self?: unknown } = {};
looped.self = { inner: [looped] };
const shared = { ms: 1 };

test.each<[string, unknown]>([
  ['null', null],
  ['text, also empty', ['', 'a']],
  ['numbers', [0, -1.5, 1e300, Number.MIN_VALUE]],
  ['arrays and objects in each other', { a: [{ b: [] }, {}] }],
  ['a member that is undefined: it is absent', { hint: undefined, status: 200 }],
  ['an object without a prototype', Object.assign(Object.create(null), { a: 1 })],
  ['the same object twice', { first: shared, second: shared }],
])('%s is plain JSON, and survives', (_, value) => {
  expect(plainJsonFault(value)).toBeUndefined();
  expect(JSON.parse(JSON.stringify(value))).toEqual(value);
});

test.each<[string, unknown]>([
  ['undefined at the top', undefined],
  ['NaN at the top', Number.NaN],
  ['Infinity at [3].ms', [0, 0, 0, { ms: Number.POSITIVE_INFINITY }]],
  ['-Infinity at p95', { p95: Number.NEGATIVE_INFINITY }],
  ['NaN at load.samples[1]', { load: { samples: [1, Number.NaN] } }],
  ['undefined at answers[1]', { answers: [1, undefined] }],
  ['undefined at [0]', new Array(1)],
  ['a Date at at', { at: new Date(0) }],
  ['a Map at [0]', [new Map()]],
  ['a Set at ids', { ids: new Set([1]) }],
  ['a Buffer at bytes', { bytes: Buffer.from('a') }],
  ['an Uint8Array at bytes', { bytes: new Uint8Array(1) }],
  ['a Promise at answer', { answer: Promise.resolve() }],
  ['an Error at ["x-why"]', { 'x-why': new Error('no') }],
  ['a Latency at the top', new Latency()],
  ['a function at judge', { judge: () => {} }],
  ['a BigInt at count', { count: 1n }],
  ['a symbol at kind', { kind: Symbol('a') }],
  ['what it is itself a part of at self.inner[0]', looped],
])('%s', (fault, value) => {
  expect(plainJsonFault(value)).toBe(fault);
});

test('of several faults the first is told', () => {
  expect(plainJsonFault({ a: 1, b: [undefined], c: Number.NaN })).toBe('undefined at b[0]');
});
