import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { check, exercise, rule } from '../graders/check.ts';
import { robustnessRule } from '../graders/suites/robustness.ts';
import { base64 } from '../graders/tcp/bytes.ts';
import type { Check } from '../runner/core/check.ts';
import { checksThat } from '../runner/verify/grade.ts';
import { gradeServed, type Program } from './support/served.ts';

/** Any of these may be the last one on the shared server: the order is the seed's. */
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

const checks: readonly Check[] = [talking('talks'), talking('talks-on', ['talks']), talking('spoils', ['talks'])];

const tried = exercise({
  id: 'tried',
  title: 'Tried',
  boot: { ready: { kind: 'tcp' }, readyTimeoutMs: 1_000, environment: [] },
  rules: [rule({ id: 'one', text: 'One.', why: 'Why.', checks }), robustnessRule],
});

test.each(seeds)('with the seed %i it is found that one client spoils the server for the others', async (seed) => {
  const events = await gradeServed(tried, echo(true), { seed });
  expect(checksThat(events, 'fail', 'blocked', 'error')).toEqual(['keeps-requests-apart']);
});

test.each(seeds)('with the seed %i nothing is found where nothing is spoilt', async (seed) => {
  const events = await gradeServed(tried, echo(false), { seed });
  expect(checksThat(events, 'fail', 'blocked', 'error')).toEqual([]);
});

function talking(id: string, needs: readonly string[] = []): Check {
  return check({
    id,
    title: id,
    hint: id,
    runs: 'shared',
    needs,
    given: (draw) => `${id} ${draw.word()}`,
    probe: async ({ tcp }, text) => (await tcp.connect()).exchange([base64(text)], {}, 500),
    judge: ({ length }, text) => ({ echo: length === text.length ? undefined : { expected: [text], actual: `${length} bytes` } }),
  });
}

/** An echo. Where it can be spoilt, it closes on everybody once a client has said so. */
function echo(spoilable: boolean): Program {
  return async ({ env }) => {
    let isSpoilt = false;
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (data) => {
        if (isSpoilt) socket.end();
        else socket.write(data);
        isSpoilt ||= spoilable && String(data).startsWith('spoils');
      });
    });
    await new Promise<void>((resolve) => server.listen(Number(env.PORT), env.HOST, resolve));
    return { stop: async () => void server.close() };
  };
}
