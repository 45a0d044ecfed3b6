import type { Survivor } from '#graders';

/** For checks of bytes on a connection that is still open when they are all back. */
export const anyEnd: Survivor = {
  mutant: '*end open → *',
  because: 'keeps-a-quiet-connection-open looks at what becomes of the connection',
};
