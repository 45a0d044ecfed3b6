import { expect, test } from 'vitest';
import { logField } from './log-field.ts';

test.each([
  ['tracing writes it', '2026-11-22T10:06:13Z  INFO log: answered method=GET path=/work/ann status=200 latency_ms=20.41'],
  ['a span holds it', 'INFO request{method=GET path=/work/ann}: log: answered status=200 latency_ms=20.41'],
  ['texts are in quotes', 'answered method="GET" path="/work/ann" status=200 latency_ms=20.41'],
  ['JSON has it', '{"fields":{"message":"answered","method":"GET","path":"/work/ann","status":200,"latency_ms":20.41}}'],
  ['JSON has blanks in it', '{ "latency_ms": 20.41, "status": 200, "path": "/work/ann", "method": "GET" }'],
  ['another field ends in its name', 'full_path=/a old_status=404 x_latency_ms=1 method=GET path=/work/ann status=200 latency_ms=20.41'],
])('a field is read as %s', (_, line) => {
  const names = ['method', 'path', 'status', 'latency_ms', 'user'];
  expect(names.map((name) => logField(line, name))).toEqual(['GET', '/work/ann', '200', '20.41', undefined]);
});
