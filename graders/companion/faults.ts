import type { CompanionFault, Faults } from '../../runner/core/companion.ts';
import type { Step } from '../../runner/core/step.ts';

/** The faults of a companion, each a step of the probe. */
export function toldFaults(kind: 'database' | 'redis' | 'upstream', companion: () => Faults, note: (step: Step) => void): Faults {
  const fault = (does: CompanionFault) => async () => {
    note({ kind, does });
    await companion()[does]();
  };
  return { refuse: fault('refuse'), hang: fault('hang'), slow: fault('slow'), cut: fault('cut'), serve: fault('serve') };
}
