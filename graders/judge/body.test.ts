import { describe, expect, test } from 'vitest';
import type { Json } from '../../runner/core/json.ts';
import { answered } from '../../test/support/answer.ts';
import { body, field, json } from './body.ts';
import * as z from './shape.ts';

const known: Json = { id: 5, title: 'Zoë & "co"', done: false, tags: ['a', 'b'] };

describe('json: at least these values', () => {
  test.each([
    ['as it is', '{"id":5,"title":"Zoë & \\"co\\"","done":false,"tags":["a","b"]}'],
    ['keys in another order', '{"tags":["a","b"],"done":false,"title":"Zoë & \\"co\\"","id":5}'],
    ['more fields', '{"id":5,"title":"Zoë & \\"co\\"","done":false,"tags":["a","b"],"created":"now","more":{"a":[1]}}'],
    ['white space', ' {\r\n\t"id" : 5 ,\n"title":"Zoë & \\"co\\"", "done":false,\n"tags":[ "a" , "b" ]}\n'],
    ['escapes', '{"id":5,"title":"Zo\\u00eb \\u0026 \\u0022co\\u0022","done":false,"tags":["\\u0061","b"]}'],
    ['5.0', '{"id":5.0,"title":"Zoë & \\"co\\"","done":false,"tags":["a","b"]}'],
    ['5e0', '{"id":5e0,"title":"Zoë & \\"co\\"","done":false,"tags":["a","b"]}'],
    ['0.05E+2', '{"id":0.05E+2,"title":"Zoë & \\"co\\"","done":false,"tags":["a","b"]}'],
  ])('right: %s', (_, text) => {
    expect(json(answered(200, text), known)).toBeUndefined();
  });

  test.each([
    ['another number', '{"id":6,"title":"Zoë & \\"co\\"","done":false,"tags":["a","b"]}'],
    ['text for a number', '{"id":"5","title":"Zoë & \\"co\\"","done":false,"tags":["a","b"]}'],
    ['a key less', '{"id":5,"title":"Zoë & \\"co\\"","tags":["a","b"]}'],
    ['null', '{"id":5,"title":"Zoë & \\"co\\"","done":null,"tags":["a","b"]}'],
    ['0 for false', '{"id":5,"title":"Zoë & \\"co\\"","done":0,"tags":["a","b"]}'],
    ['items in another order', '{"id":5,"title":"Zoë & \\"co\\"","done":false,"tags":["b","a"]}'],
    ['more items', '{"id":5,"title":"Zoë & \\"co\\"","done":false,"tags":["a","b","c"]}'],
    ['other letters', '{"id":5,"title":"Zoe & \\"co\\"","done":false,"tags":["a","b"]}'],
    ['an array around it', '[{"id":5,"title":"Zoë & \\"co\\"","done":false,"tags":["a","b"]}]'],
  ])('wrong: %s', (_, text) => {
    const finding = json(answered(200, text), known);
    expect(finding).toEqual({ expected: [JSON.stringify(known)], actual: JSON.stringify(JSON.parse(text)) });
  });

  test.each([
    ['nothing', '', 'an empty body'],
    ['text', 'Hello!', 'not JSON: Hello!'],
    ['JSON that is cut short', '{"id":5', 'not JSON: {"id":5'],
    ['two of them', '{"id":5}{"id":5}', 'not JSON: {"id":5}{"id":5}'],
  ])('wrong: %s', (_, text, actual) => {
    expect(json(answered(200, text), known)).toEqual({ expected: [JSON.stringify(known)], actual });
  });

  test('what every object has by birth is no field', () => {
    expect(field({}, 'constructor')).toBeUndefined();
    expect(json(answered(200, '{}'), { toString: null })).toBeDefined();
  });
});

describe('body: JSON of this shape', () => {
  const Task = z.object({ id: z.int().check(z.gte(1)), tags: z.array(z.string()), note: z.nullish(z.string()) });
  const text = '{"id": <an integer from 1>, "tags": [<a string>, …]}';

  test.each([
    '{"id":1,"tags":[]}',
    '{ "tags" : ["a"], "id" : 1.0e1 }',
    '{"id":7,"tags":[],"note":null,"more":1}',
    '{"id":9007199254740991,"tags":[]}',
  ])('right: %s', (answer) => {
    expect(body(answered(200, answer), Task, text)).toBeUndefined();
  });

  test.each([
    ['{"id":0,"tags":[]}', '{"id":0,"tags":[]}  (at id)'],
    ['{"id":1.5,"tags":[]}', '{"id":1.5,"tags":[]}  (at id)'],
    ['{"id":"1","tags":[]}', '{"id":"1","tags":[]}  (at id)'],
    ['{"id":1}', '{"id":1}  (at tags)'],
    ['{"id":1,"tags":["a",2]}', '{"id":1,"tags":["a",2]}  (at tags.1)'],
    ['[]', '[]'],
    ['', 'an empty body'],
    ['<h1>hello</h1>', 'not JSON: <h1>hello</h1>'],
  ])('wrong: %s', (answer, actual) => {
    expect(body(answered(200, answer), Task, text)).toEqual({ expected: [text], actual });
  });
});
