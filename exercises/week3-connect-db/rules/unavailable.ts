import { type Answer, type Finding, first, unavailable as saysUnavailable } from '#graders';

export const withoutLimit =
  'sqlx waits 30 s for a connection unless you say acquire_timeout, and for ever for a query: tokio::time::timeout limits that one.';

/** The answer is 503 with the body of an error, and comes in time. */
export function unavailable(answer: Answer): Finding | undefined {
  return saysUnavailable(answer, withoutLimit);
}

export function allUnavailable(answers: readonly Answer[]): Finding | undefined {
  return first(answers.map(unavailable));
}
