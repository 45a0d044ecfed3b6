import { type Answer, check, type Draw, first, holds, json, jsonType, nothing, rule, status } from '#graders';
import { farAway, racePath, tickMs, ticks, ticksIn } from './racing.ts';

/** Of one tick in 10 ms: a busy machine ticks late, what counts once for each race far too seldom, and in 1 ms far too often. */
const share = { least: 0.1, most: 5 };

interface Counting {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly needs: readonly string[];
  readonly rightStatus: number;
  /** A race in which the work goes on for so long. */
  readonly race: (draw: Draw, workedMs: number) => string;
}

export default rule({
  id: 'ticks',
  text:
    `While it goes on, the work adds 1 to a counter every ${tickMs} milliseconds. \`GET /ticks\` answers 200 with the JSON \`{"ticks": N}\`: ` +
    'how many ticks all work since the start has counted, whether it won or lost.',
  why: 'The counter is what you see of the work. In production it is the rows read, the calls made and the bill for them.',
  checks: [
    check({
      id: 'counts-from-zero',
      title: 'A fresh server has counted 0 ticks',
      hint: 'Start at 0, and let only the work count: one AtomicU64 in the State is enough.',
      runs: 'own',
      given: nothing,
      probe: ({ http }) => http.get('/ticks'),
      judge: (answer) => ({ ticks: ticks(answer) ?? json(answer, { ticks: 0 }), type: jsonType(answer) }),
    }),
    counts({
      id: 'counts-the-work-that-won',
      title: `Work that wins has added about one tick every ${tickMs} ms`,
      hint: 'Do the work: a loop that awaits a sleep of 10 ms and then counts a tick. Comparing the numbers of the query tells who would win, and does no work.',
      needs: ['answers-when-the-work-wins', 'counts-from-zero'],
      rightStatus: 200,
      race: (draw, workedMs) => racePath(workedMs, farAway(draw)),
    }),
    counts({
      id: 'counts-the-work-that-lost',
      title: `Work that loses has added about one tick every ${tickMs} ms by the time it has lost`,
      hint: 'Add each tick to the shared counter at once. A count that is handed in at the end is never handed in by work that was dropped.',
      needs: ['answers-504-when-the-timer-wins', 'counts-from-zero'],
      rightStatus: 504,
      race: (draw, workedMs) => racePath(farAway(draw), workedMs),
    }),
  ],
});

interface Counted {
  readonly race: Answer;
  readonly ticks: Answer;
}

function counts({ rightStatus, race, ...texts }: Counting) {
  return check({
    ...texts,
    runs: 'own',
    waitsMs: 220 + 250,
    given: (draw) => ({ races: [draw.integer(200, 220), draw.integer(230, 250)].map((ms) => ({ ms, path: race(draw, ms) })) }),
    probe: async ({ http }, { races }) => {
      const seen: Counted[] = [];
      for (const { path } of races) seen.push({ race: await http.get(path), ticks: await http.get('/ticks') });
      return seen;
    },
    judge: (seen, { races }) => ({
      status: first(seen.map(({ race }) => status(race, rightStatus))),
      ticks: first(seen.map((one) => ticks(one.ticks))) ?? first(shares(seen, races).map((one, at) => isFair(one, races[at]?.ms ?? 0))),
    }),
    measure: (seen, { races }) => [
      { name: 'ticks, of those in that time', value: Math.min(...shares(seen, races)), limit: share.least, right: 'above', unit: 'times' },
      { name: 'ticks, of those in that time', value: Math.max(...shares(seen, races)), limit: share.most, right: 'below', unit: 'times' },
    ],
    survives: [
      { mutant: '*.race: body*', because: 'the checks of the race look at its answer' },
      { mutant: '*late', because: 'they look at its time as well' },
      { mutant: '*at once', because: 'they look at its time as well' },
      { mutant: '*body.ticks: one more', because: 'a busy machine ticks late, by more than one' },
    ],
  });
}

/** How many of the ticks that one would expect each race has added. */
function shares(seen: readonly Counted[], races: readonly { readonly ms: number }[]): readonly number[] {
  const totals = seen.map((one) => ticksIn(one.ticks));
  return totals.map((total, at) => (total - (totals[at - 1] ?? 0)) / ((races[at]?.ms ?? 0) / tickMs));
}

function isFair(seen: number, ms: number) {
  const told = `${Math.round((seen * ms) / tickMs)} ticks in a race of ${ms} ms`;
  return holds(seen >= share.least && seen <= share.most, `about one tick every ${tickMs} ms`, told);
}
