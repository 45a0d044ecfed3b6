import type { Answer } from '../../runner/core/answer.ts';

/** Asks with one item after the other. */
export async function inTurn<Item>(items: readonly Item[], ask: (item: Item) => Promise<Answer>): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const item of items) answers.push(await ask(item));
  return answers;
}
