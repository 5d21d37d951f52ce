import { possibleSteps, type PossibleCommand } from '#cqrs/possible-commands.js';
import { TakeAidStep } from '../../application/aid-steps.js';

/** What the possible commands on the aid of a case are made of. */
export interface AidFacts {
  /** Calendar date. */
  readonly today: string;
  /** Ids of the aid of the case. */
  readonly aid: readonly string[];
}

/** Every command a person may send on the aid of a case, with a body that fits. */
export function possibleOnAid({ today, aid }: AidFacts): PossibleCommand[] {
  return aid.map((id) => {
    const step = possibleSteps(
      `/v1/state-aid/${id}`,
      (content: TakeAidStep['content'], context) => new TakeAidStep(id, content, context),
    );
    return step('register-entry', {
      type: 'ConfirmRegisterEntry',
      enteredOn: today,
      reference: 'TS-2026-0017',
    });
  });
}
