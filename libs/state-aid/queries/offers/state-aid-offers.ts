import { offeringSteps, type Offer } from '#cqrs/offer.js';
import { TakeAidStep } from '../../application/aid-steps.js';

/** What the offers on the aid of a case are made of. */
export interface AidFacts {
  /** Calendar date. */
  readonly today: string;
  /** Ids of the aid of the case. */
  readonly aid: readonly string[];
}

/** Every command a person may send on the aid of a case, with a body that fits. */
export function stateAidOffers({ today, aid }: AidFacts): Offer[] {
  return aid.map((id) => {
    const step = offeringSteps(
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
