import type { Survivor } from '../runner/core/check.ts';

/** For checks that look at the status, and at headers, alone. */
export const bodyIsOpen: Survivor = {
  mutant: '*body*',
  because: 'the spec leaves open what this body holds, or another check looks at it',
};

/** For checks of a program that has to end, and may do so with any code. */
export const anyExit: Survivor = { mutant: '*exit *', because: 'the spec leaves open with which code or by which signal it ends here' };
