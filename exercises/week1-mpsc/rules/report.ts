import { type Answer, body, equal, type Finding, type HttpRequest, parsed, type Survivor, status, z } from '#graders';

const ms = z.int().check(z.gte(0));
const Report = z.object({
  items: z.array(
    z.object({ id: z.int(), wait_ms: z.int(), consumer: z.int().check(z.gte(1), z.lte(2)), queued_ms: ms, taken_ms: ms, done_ms: ms }),
  ),
});
const reportText = '{"items": [{"id": N, "wait_ms": N, "consumer": <1 or 2>, "queued_ms": N, "taken_ms": N, "done_ms": N}, …]}';
const orderHint = 'The consumers are done in an order of their own: sort by id what they bring, before you answer.';

export type Item = ReturnType<typeof itemsOf>[number];

/** For checks that leave it to `does-each-item-once` who did what, and when. */
export const elsewhere: readonly Survivor[] = ['consumer', 'queued_ms', 'taken_ms', 'done_ms'].map((name) => ({
  mutant: `*.${name}: *`,
  because: 'another check looks at who did it, and when',
}));

export function postItems(items: readonly number[]): HttpRequest {
  return { method: 'POST', path: '/produce', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ items }) };
}

/** The items of an answer; none where it is no report. */
export function itemsOf(answer: Answer) {
  const seen = z.safeParse(Report, parsed(answer));
  return seen.success ? seen.data.items : [];
}

/** The answer tells of each item once, in the order in which they were asked for. */
export function reports(answer: Answer, waitsMs: readonly number[]): Finding | undefined {
  const told = itemsOf(answer).map(({ id, wait_ms }) => ({ id, wait_ms }));
  const asked = waitsMs.map((wait_ms, id) => ({ id, wait_ms }));
  const others = equal(
    told.toSorted((a, b) => a.id - b.id),
    asked,
  );
  const finding = equal(told, asked);
  const hinted = finding === undefined || others !== undefined ? finding : { ...finding, hint: orderHint };
  return status(answer, 200) ?? body(answer, Report, reportText) ?? hinted;
}
