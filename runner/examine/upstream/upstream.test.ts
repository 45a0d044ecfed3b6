import { Agent, request } from 'undici';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OpenUpstream, openUpstream } from './upstream.ts';

let upstream: OpenUpstream;
let agent: Agent;

beforeEach(async () => {
  agent = new Agent();
  upstream = await openUpstream({
    variable: 'RATES_URL',
    path: '/eur',
    replies: { '/eur': { status: 200, headers: { 'content-type': 'application/json' }, body: '{"rate":2}' } },
  });
});

afterEach(async () => {
  await agent.close();
  await upstream.close();
});

test('each path has its reply, until it is told another', async () => {
  expect(await ask('')).toEqual([200, '{"rate":2}', 'application/json']);
  expect(await ask('?x=1')).toEqual([200, '{"rate":2}', 'application/json']);
  expect(await ask('/none')).toEqual([404, '', undefined]);
  await upstream.answer('/eur', { status: 500, body: 'é' });
  expect(await ask('')).toEqual([500, 'é', undefined]);
});

test('requests are told as they came', async () => {
  await request(`${upstream.url}?x=1`, { method: 'POST', headers: { 'X-Key': '7' }, body: '{"a":1}', dispatcher: agent });
  expect(await upstream.requests()).toEqual([
    { method: 'POST', path: '/eur?x=1', headers: expect.objectContaining({ 'x-key': '7' }), body: '{"a":1}' },
  ]);
});

test('where it is down it refuses, and is itself again', async () => {
  await upstream.refuse();
  await expect(ask('')).rejects.toThrow('ECONNREFUSED');
  await upstream.serve();
  expect((await ask(''))[0]).toBe(200);
  expect(await upstream.traffic()).toMatchObject({ opened: 1 });
});

async function ask(path: string): Promise<readonly [number, string, unknown]> {
  const { statusCode, headers, body } = await request(`${upstream.url}${path}`, { dispatcher: agent });
  return [statusCode, await body.text(), headers['content-type']];
}
