import { Injectable } from '@nestjs/common';
import type { Appended } from '#eventsourcing/reactions.js';
import type { ClaimAnnulled } from '#payouts/contract/events.js';
import type { Reaction, ReactionContext } from '#processes/reaction.js';
import type {
  Appealed,
  AppealReopened,
  AppealSuperseded,
  ApplicationReopened,
  AwardRevoked,
  WaitingGrantDeclined,
} from '../../contract/events.js';
import { appealIdOf } from '../../contract/events/appeal.js';
import { Superseding } from '../appeals/superseding.js';

type Trigger = ApplicationReopened | WaitingGrantDeclined | AwardRevoked | ClaimAnnulled | AppealReopened;

/** What no appeal can be against any more, and why. */
interface Over {
  readonly against: Appealed;
  readonly cause: AppealSuperseded['data'];
  readonly dismissals: boolean;
}

/**
 * A decision that is taken again is annulled, one that ends a grant leaves nothing of it to be revoked, a grant that waited for money may be declined,
 * a claim falls with what it rests on, and a dismissed appeal may be taken up after all: pending appeals against these are over.
 */
@Injectable()
export class SupersedeAppeals implements Reaction<Trigger> {
  readonly name = 'supersede-appeals';
  readonly eventTypes = [
    'ApplicationReopened',
    'WaitingGrantDeclined',
    'AwardRevoked',
    'ClaimAnnulled',
    'AppealReopened',
  ] as const;

  constructor(private readonly superseding: Superseding) {}

  async react(event: Appended<Trigger>, context: ReactionContext) {
    // An appeal that annulled a decision is the outcome of the others; an own reversal ends them itself.
    const over = event.data.supersedes ? overBy(event) : undefined;
    return over && this.superseding.of(event.metadata.caseId!, over.against, over, context);
  }
}

function overBy(event: Appended<Trigger>): Over | undefined {
  switch (event.type) {
    case 'ApplicationReopened': {
      const { decision: number, andDismissals: dismissals = false } = event.data;
      return { against: { kind: 'decision', number }, cause: { retaken: number }, dismissals };
    }
    case 'WaitingGrantDeclined': {
      const { decision: number } = event.data;
      return { against: { kind: 'decision', number }, cause: { overtaken: 'decision' }, dismissals: true };
    }
    case 'AwardRevoked': {
      const { awardId: id, decision: ended, andDismissals: dismissals = false } = event.data;
      return ended === undefined
        ? undefined
        : { against: { kind: 'revocation', id }, cause: { ended }, dismissals };
    }
    case 'ClaimAnnulled': {
      const { recoveryId: id } = event.data;
      return { against: { kind: 'recovery', id }, cause: { overtaken: 'recovery' }, dismissals: true };
    }
    case 'AppealReopened': {
      const id = appealIdOf(event.stream);
      return { against: { kind: 'dismissal', id }, cause: { overtaken: 'dismissal' }, dismissals: false };
    }
  }
}
