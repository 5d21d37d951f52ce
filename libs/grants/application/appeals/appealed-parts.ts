import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { FindRecovery } from '#payouts/contract/queries.js';
import type { Appealed } from '../../contract/events.js';
import type { PartRange } from '../../domain/appeal/part.js';
import { rangeOfReinstatement } from '../../domain/award/reinstatement.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Applications } from '../applications/applications.js';
import { Awards } from '../awards/awards.js';
import { decisionInForce } from '../awards/offer.js';

/** Between what an outcome in part may lie, as award and claim stand now. */
@Injectable()
export class AppealedParts {
  constructor(
    private readonly awards: Awards,
    private readonly applications: Applications,
    private readonly queries: QueryBus,
  ) {}

  /** Nothing where it stands no more, or is a decision that another takes the place of. */
  async of(against: Appealed): Promise<PartRange | undefined> {
    switch (against.kind) {
      case 'revocation': {
        const { id, revocation } = against;
        const state = await this.awards.find(id);
        if (!wasAccepted(state)) return undefined;
        const decision = decisionInForce(id, await this.applications.find(id));
        return rangeOfReinstatement(state, { ...decision, revocation });
      }
      case 'recovery': {
        const claim = await this.queries.execute(new FindRecovery(against.id));
        return claim && claim.claimed > 0 && claim.status !== 'annulled'
          ? { above: 0, below: claim.claimed }
          : undefined;
      }
      case 'decision':
      case 'dismissal':
        return undefined;
    }
  }
}
