import type { Offer } from '#cqrs/offer.js';
import { ConfirmRegisterEntry } from '../../contract/commands.js';

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
    const example = { enteredOn: today, reference: 'TS-2026-0017' };
    return {
      name: 'confirm-register-entry',
      method: 'POST',
      href: `/v1/state-aid/${id}/register-entry`,
      example,
      command: (context) => new ConfirmRegisterEntry(id, example, context),
    };
  });
}
