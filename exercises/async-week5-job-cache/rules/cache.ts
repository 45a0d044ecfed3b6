import { check, first, holds, type Json, rule, status, type Tools } from '#graders';
import { postJob } from './job.ts';
import { anotherComputation, cached, drawText, getReport, inTheCheck, report, reportOn, sameComputation, workMs } from './text.ts';

const prefix = 'cache:';
const ttl = { ms: 20_000, leftMs: 5_000 };
const otherBodies = { mutant: '*body*', because: 'reports-on-a-text looks at the report' };

export default rule({
  id: 'cache',
  text:
    'A report that was computed is kept in Redis, under a key that begins with `cache:`, with a TTL of at most `CACHE_TTL_MS` that no later request prolongs. ' +
    'As long as it is there it is the answer. The header `X-Cache` says `hit` of such an answer and `miss` of one that was computed. ' +
    'All that you keep in Redis has a key that begins with `cache:` or `jobs:`.',
  why: 'What is computed once need not be computed again, and what has no end fills the memory until something else has no room. Redis is shared: by your other instances, and by other teams.',
  checks: [
    check({
      id: 'answers-from-the-cache',
      title: 'The second GET /texts/{name}/report answers the report of the first with X-Cache: hit',
      hint: 'Ask Redis first (GET), and store what you computed (SET … PX): the computation’s name is a part of the report, so store the whole report as JSON.',
      runs: 'shared',
      needs: ['reports-on-a-text', 'uses-the-redis-of-the-url'],
      waitsMs: workMs,
      given: (draw) => drawText(draw),
      probe: async ({ http }, given) => ({ miss: await reportOn(http, given), hit: await http.send(getReport(given)) }),
      judge: ({ miss, hit }, given) => ({
        miss: cached(miss, 'miss'),
        hit: report(hit, given) ?? cached(hit, 'hit'),
        computation: sameComputation(miss, hit),
      }),
      survives: [{ mutant: '.miss: *', because: 'reports-on-a-text looks at the first report' }],
    }),
    check({
      id: 'keeps-reports-in-redis',
      title: `A report whose keys ${prefix}* were deleted in Redis is computed anew`,
      hint: 'A map in the program is a cache as well, but not one that your other instances see. To look: redis-cli -u "$REDIS_URL" --scan.',
      runs: 'own',
      needs: ['answers-from-the-cache'],
      waitsMs: 2 * workMs,
      given: (draw) => drawText(draw),
      probe: async ({ http, redis }, given) => {
        const before = await reportOn(http, given);
        const keys = await keysIn(redis, `${prefix}*`);
        for (const key of keys) await redis.command('del', key);
        return { before, kept: keys.length > 0, after: await http.send(getReport(given)) };
      },
      judge: ({ before, kept, after }) => ({
        keys: holds(kept, `a key in Redis that begins with ${prefix}`, 'none'),
        after: cached(after, 'miss') ?? anotherComputation(before, after),
      }),
      survives: [
        { mutant: '.before: *', because: 'answers-from-the-cache looks at the first report' },
        { mutant: '.after: *', because: 'reports-on-a-text looks at the report' },
      ],
    }),
    check({
      id: 'names-its-keys',
      title: `After a report and a job each key in Redis begins with ${prefix} or jobs:`,
      hint: 'Write each prefix once, as a constant, and make every key from it.',
      runs: 'own',
      needs: ['answers-from-the-cache'],
      waitsMs: workMs,
      given: (draw) => drawText(draw),
      probe: async ({ http, redis }, given) => {
        await reportOn(http, given);
        await http.send(postJob(given.text));
        const keys = await keysIn(redis, '*');
        return { others: keys.filter((key) => !key.startsWith(prefix) && !key.startsWith('jobs:')).sort() };
      },
      judge: ({ others }) => ({
        keys: holds(others.length === 0, `keys that begin with ${prefix} or jobs:`, others.join(', ')),
      }),
    }),
    check({
      id: 'lets-reports-expire',
      title: `With CACHE_TTL_MS=${ttl.ms} each key ${prefix}* has a TTL of at most that, and a hit does not prolong it`,
      hint: 'SET … PX sets the value and its end in one step (pset_ex, set_options). Without an end a key stays for ever, and with EXPIRE or GETEX at each hit as good as for ever.',
      runs: 'own',
      needs: ['answers-from-the-cache'],
      env: { CACHE_TTL_MS: String(ttl.ms), WORK_MS: '50' },
      given: (draw) => drawText(draw),
      probe: async ({ http, redis }, given) => {
        await reportOn(http, given);
        const keys = await keysIn(redis, `${prefix}*`);
        const leftMs = await ttlsOf(redis, keys);
        for (const key of keys) await redis.command('pexpire', key, ttl.leftMs);
        const hit = await http.send(getReport(given));
        return { fresh: leftMs.map(ttlSeen), hit, afterHit: (await ttlsOf(redis, keys)).map((ms) => ms > ttl.leftMs) };
      },
      judge: ({ fresh, hit, afterHit }) => ({
        ttl:
          fresh.length === 0
            ? holds(false, `a key that begins with ${prefix}`, 'none')
            : first(fresh.map((seen) => holds(seen === 'right', `a TTL from 1 to ${ttl.ms} ms`, seen))),
        hit: status(hit, 200) ?? inTheCheck(cached(hit, 'hit')),
        afterHit: holds(!afterHit.includes(true), 'the TTL that was left', 'a longer one after a hit'),
      }),
      survives: [
        otherBodies,
        { mutant: '.fresh: *', because: 'how many keys a report has is open' },
        { mutant: '.afterHit: *', because: 'how many keys a report has is open' },
      ],
    }),
  ],
});

async function keysIn(redis: Tools['redis'], pattern: string): Promise<readonly string[]> {
  const keys: Json = await redis.command('keys', pattern);
  return Array.isArray(keys) ? keys.map(String) : [];
}

async function ttlsOf(redis: Tools['redis'], keys: readonly string[]): Promise<readonly number[]> {
  return Promise.all(keys.map(async (key) => Number(await redis.command('pttl', key))));
}

/** In words, since the figure itself is never twice the same. */
function ttlSeen(leftMs: number): string {
  if (leftMs === -1) return 'a key without a TTL';
  return leftMs <= ttl.ms ? 'right' : 'a longer TTL';
}
