import { shownName } from '../../project/archive/refuse.ts';
import type { Ignored } from '../submission.ts';
import type { AllFound, Found } from './found.ts';

/** Who handed in what, as Canvas writes it into the names of a download: `doejane_LATE_1234_56789_task-api.zip`. */
export interface CanvasName {
  readonly student: string;
  readonly userId: string;
  readonly attachmentId: number;
  readonly isLate: boolean;
}

const pattern = /^(?<student>[^_/]+)_(?<late>LATE_)?(?<user>\d{1,18})_(?<attachment>\d{1,15})_./;

export function canvasName(name: string): CanvasName | undefined {
  const { student, late, user, attachment } = pattern.exec(name)?.groups ?? {};
  if (student === undefined || user === undefined) return undefined;
  return { student, userId: user, attachmentId: Number(attachment), isLate: late !== undefined };
}

/** Of those who handed in more than once, what came last. */
export function latestOfEach({ found, ignored }: AllFound): AllFound {
  const latest = new Map<string, { readonly found: Found; readonly attachmentId: number }>();
  for (const one of found) {
    const name = canvasName(one.name);
    const before = name === undefined ? undefined : latest.get(name.userId);
    if (name !== undefined && (before === undefined || before.attachmentId < name.attachmentId)) {
      latest.set(name.userId, { found: one, attachmentId: name.attachmentId });
    }
  }
  const chosen = (one: Found) => latest.get(canvasName(one.name)?.userId ?? '')?.found ?? one;
  const earlier = found.filter((one) => chosen(one) !== one);
  const told = earlier.map((one): Ignored => ({ name: one.name, why: `came before ${shownName(chosen(one).name)}` }));
  return { found: found.filter((one) => chosen(one) === one), ignored: [...ignored, ...told] };
}
