/** One machine for several gradings: what goes side by side, and what has the machine to itself. */
export interface Slot {
  /** Whether so many share it that each moment alone is dear. */
  readonly isCrowded: boolean;
  /** Runs beside others of its kind, never beside what runs alone. */
  beside<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Runs once nothing else does, and before what comes to stand beside others later. */
  alone<Value>(work: () => Promise<Value>): Promise<Value>;
}

export function createSlot(isCrowded = false): Slot {
  let running = 0;
  let isAlone = false;
  const waiting: { readonly alone: boolean; readonly start: () => void }[] = [];
  const next = () => {
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      if (isAlone || (first.alone && running > 0)) return;
      waiting.shift();
      running += 1;
      isAlone = first.alone;
      first.start();
    }
  };
  const take = async <Value>(alone: boolean, work: () => Promise<Value>): Promise<Value> => {
    await new Promise<void>((start) => {
      waiting.push({ alone, start });
      next();
    });
    try {
      return await work();
    } finally {
      running -= 1;
      isAlone = false;
      next();
    }
  };
  return { isCrowded, beside: (work) => take(false, work), alone: (work) => take(true, work) };
}
