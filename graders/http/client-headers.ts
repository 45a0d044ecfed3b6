import { createDraw } from '../../runner/core/draw.ts';

/** How the client of a run introduces itself: as one of those that are about. The seed says which, so that none of it is kata's own. */
export function clientHeaders(seed: number): { readonly [name: string]: string } {
  const draw = createDraw(seed, 'http client');
  const minor = (from: number, to: number) => `${draw.integer(from, to)}.${draw.integer(0, 4)}`;
  const agent = draw.pick([
    `curl/8.${minor(0, 15)}`,
    `curl/7.${minor(58, 88)}`,
    `Wget/1.${minor(19, 24)}`,
    `HTTPie/3.${minor(0, 2)}`,
    `PostmanRuntime/7.${minor(28, 43)}`,
    `python-requests/2.${minor(20, 32)}`,
    `okhttp/4.${minor(2, 12)}`,
  ]);
  const [first, second] = draw.pick([
    [['user-agent', agent] as const, ['accept', '*/*'] as const],
    [['accept', '*/*'] as const, ['user-agent', agent] as const],
  ]);
  return Object.fromEntries([first, second]);
}
