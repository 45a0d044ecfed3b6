import type { Answer } from '../../runner/core/answer.ts';
import type { Finding } from '../../runner/core/finding.ts';

/** Asks with one item after the other. */
export async function inTurn<Item>(items: readonly Item[], ask: (item: Item) => Promise<Answer>): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const item of items) answers.push(await ask(item));
  return answers;
}

/** The first finding among answers to items of one kind. It says which item that was. */
export function firstAbout<Item>(
  items: readonly Item[],
  answers: readonly Answer[],
  judge: (answer: Answer, item: Item) => Finding | undefined,
  told: (item: Item) => string,
): Finding | undefined {
  for (const [at, item] of items.entries()) {
    const answer = answers[at];
    const finding = answer && judge(answer, item);
    if (finding !== undefined) return { ...finding, actual: `${told(item)}: ${finding.actual}` };
  }
  return undefined;
}
