import type { Rule } from '../../runner/core/exercise.ts';
import { rule, runCheck } from '../check.ts';
import { holds } from '../judge/equal.ts';

/** One request never spoils another. Judged by the run: what failed among others and passed on a fresh server. */
export const robustnessRule: Rule = rule({
  id: 'robustness',
  text: 'What one client sends never changes what another is answered.',
  why: 'One odd request must not be an outage: a poisoned lock or a dead task takes everybody down.',
  checks: [
    runCheck({
      id: 'keeps-requests-apart',
      title: 'Every check that passes on a fresh server also passes beside the others',
      hint: 'Look for state that requests share: a std::sync::Mutex is poisoned for ever by one panic, a task that ended takes its channel with it.',
      judge: ({ passedOnlyAlone, sharedServerEnded }) => ({
        answers: holds(
          passedOnlyAlone.length === 0,
          'the same answers beside other requests as on a fresh server',
          `these failed beside others and passed on a fresh server: ${passedOnlyAlone.join(', ')}` +
            (sharedServerEnded === null ? '' : `; the server they shared had ended (${sharedServerEnded})`),
        ),
      }),
    }),
  ],
});
