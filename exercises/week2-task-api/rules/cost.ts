import { growsWithItsInput, rule, thousands } from '#graders';
import { postTask } from './task.ts';

const characters = { small: 1_000, large: 10_000 };

export default rule({
  id: 'cost',
  text: 'What a request costs the server grows with its size and no faster: a title ten times as long is refused with at most 25 times the CPU time.',
  why: 'Where ten times as much costs a hundred times as much, a single request of some 60 KB is enough to take the service down.',
  checks: [
    growsWithItsInput({
      id: 'refuses-at-a-fair-cost',
      title: `A title of ${thousands(characters.large)} characters is refused with at most 25 times the CPU time of one of ${thousands(characters.small)}`,
      hint: 'chars().nth(n) walks there from the start each time, so that a loop over n is quadratic. Walk once: chars().all(…), trim(), or take(201).count().',
      needs: ['refuses-a-long-title'],
      given: (draw) => ({ small: { title: draw.text(characters.small) }, large: { title: draw.text(characters.large) } }),
      request: ({ title }) => postTask({ title }),
    }),
  ],
});
