import { check, first, type HeldRequest, inTurn, rule, status, waited } from '#graders';
import { dropHint, farAway, racePath, standsStill, stillMs, tickMs, watchedMs, watchTicks } from './racing.ts';

const tickIsFine = { mutant: '*body.ticks: one more', because: 'a tick that was under way may be counted' };
const raceIsOpen = { mutant: '*.race: body*', because: 'answers-504-when-the-timer-wins looks at the answer' };

export default rule({
  id: 'loser',
  text: 'Work that has lost is dropped: once the 504 is there, it counts no more, and `GET /ticks` stands still. Each race is for itself: one that is over stops no other.',
  why: 'The client is gone, and the query it asked for still runs. A service that times out under load and leaves the work running makes the load worse.',
  checks: [
    check({
      id: 'drops-the-loser',
      title: `After a 504 the ticks stand still: GET /ticks answers the same number again ${stillMs} ms later`,
      hint: dropHint,
      runs: 'own',
      needs: ['counts-the-work-that-lost'],
      waitsMs: 40 + 80 + 2 * watchedMs,
      given: (draw) => ({ paths: [draw.integer(25, 40), draw.integer(60, 80)].map((limit) => racePath(farAway(draw), limit)) }),
      probe: async (tools, { paths }) => {
        const seen = [];
        for (const path of paths) seen.push({ race: await tools.http.get(path), watched: await watchTicks(tools) });
        return seen;
      },
      judge: (seen) => ({
        status: first(seen.map(({ race }) => status(race, 504))),
        ticks: first(seen.map(({ watched }) => standsStill(watched))),
      }),
      survives: [raceIsOpen, tickIsFine],
    }),
    check({
      id: 'keeps-races-apart',
      title: 'Two races under way are won by their work, whatever other races are lost meanwhile',
      hint: 'Look for what races share: one flag, token or channel that says stop to all of them. What select! drops is the work of one race and no other.',
      runs: 'own',
      needs: ['answers-when-the-work-wins', 'answers-504-when-the-timer-wins'],
      waitsMs: 270 + watchedMs,
      given: (draw) => ({
        works: [draw.integer(210, 230), draw.integer(250, 270)],
        limits: [draw.integer(30, 50), draw.integer(60, 80)],
        farAway: farAway(draw),
      }),
      probe: async (tools, { works, limits, farAway }) => {
        const held: HeldRequest[] = [];
        for (const work of works) held.push(await tools.http.hold({ method: 'GET', path: racePath(work, farAway) }));
        const lost = await inTurn(limits, (limit) => tools.http.get(racePath(farAway, limit)));
        return { won: await Promise.all(held.map((one) => one.finish())), lost, watched: await watchTicks(tools) };
      },
      judge: ({ won, lost, watched }, { works }) => ({
        won: first(won.map((answer, at) => status(answer, 200) ?? waited(answer, (works[at] ?? 0) - tickMs, `work=${works[at]}`))),
        lost: first(lost.map((answer) => status(answer, 504))),
        ticks: standsStill(watched),
      }),
      survives: [
        { mutant: '.won*: body*', because: 'answers-when-the-work-wins looks at the answer' },
        { mutant: '.lost*: body*', because: 'answers-504-when-the-timer-wins looks at the answer' },
        tickIsFine,
      ],
    }),
  ],
});
