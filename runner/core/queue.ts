/** A queue between callbacks and a loop: what is pushed is iterated in order until the end. */
export interface Queue<Item> extends AsyncIterable<Item> {
  readonly push: (item: Item) => void;
  readonly end: () => void;
  /** Ends the loop with this error, once what was pushed before is through. */
  readonly fail: (error: unknown) => void;
}

export function createQueue<Item>(): Queue<Item> {
  const items: Item[] = [];
  let ended = false;
  let failure: { readonly error: unknown } | undefined;
  let wake = () => {};
  return {
    push: (item) => {
      items.push(item);
      wake();
    },
    end: () => {
      ended = true;
      wake();
    },
    fail: (error) => {
      failure = { error };
      ended = true;
      wake();
    },
    async *[Symbol.asyncIterator]() {
      while (true) {
        while (items.length > 0) yield items.shift() as Item;
        if (failure !== undefined) throw failure.error;
        if (ended) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** What the promises come to, each as it comes. The first that fails ends the loop with its error. */
export function asTheyCome<Value>(promises: readonly Promise<Value>[]): AsyncIterable<Value> {
  const values = createQueue<Value>();
  Promise.all(promises.map((promise) => promise.then(values.push))).then(values.end, values.fail);
  return values;
}
