import { type Answer, type Finding, unavailable as saysUnavailable } from '#graders';

export const withoutLimit =
  'sqlx waits 30 s for a connection unless you say acquire_timeout, and SQLite as long as busy_timeout says. Both together are less than 2 s, also for who stands in line.';

/** The answer is 503 with the body of an error, and comes in time. */
export function unavailable(answer: Answer): Finding | undefined {
  return saysUnavailable(answer, withoutLimit);
}
