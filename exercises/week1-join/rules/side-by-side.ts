import { answersHealthMeanwhile, type Draw, rule, waitsSideBySide, waitsWithoutBlocking } from '#graders';
import { joinPath, oneLongTask } from './joined.ts';

const delayed = {
  asked: (waitMs: number) => `a task of ${waitMs} ms`,
  path: (draw: Draw, waitMs: number) => oneLongTask(draw.integer(0, 2), waitMs),
  needs: ['joins-three-tasks'],
};

export default rule({
  id: 'side-by-side',
  text: 'The three tasks wait at the same time: the answer comes when the longest wait is over, not when they have passed one after another. Meanwhile other requests are served as ever, `GET /health` among them.',
  why: 'Three calls of 300 ms make a page after 300 ms, or after 900. Users feel the difference, and it is one line.',
  checks: [
    waitsSideBySide({
      count: 3,
      path: joinPath,
      hint: 'A future does nothing before it is awaited, so three .await in a row add up. tokio::join!(a, b, c) polls all three. std::thread::sleep lets none of them run beside another.',
      needs: ['joins-three-tasks'],
    }),
    waitsWithoutBlocking({
      ...delayed,
      hint: 'std::thread::sleep blocks a worker thread, and there are two. Await tokio::time::sleep, and hold no lock over it.',
    }),
    answersHealthMeanwhile({
      ...delayed,
      hint: 'Look for std::thread::sleep, for block_on, and for a lock held over the join!: each of them holds up whoever asks next.',
    }),
  ],
});
