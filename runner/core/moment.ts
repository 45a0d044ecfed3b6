/** A moment that others can wait for. */
export function createMoment(): { readonly here: Promise<void>; readonly come: () => void } {
  let come = () => {};
  const here = new Promise<void>((resolve) => {
    come = resolve;
  });
  return { here, come };
}
