import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ReleaseCommitment, TakeBackRaise } from '#budget/contract/commands.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { ReservationAbandoned } from '../../contract/events.js';
import { Applications } from '../applications/applications.js';
import { Awards } from '../awards/awards.js';
import { paymentsOf } from '../decisions/funding.js';
import { mayFollow } from '../../domain/award/following.js';
import { commitmentsOf } from '../../domain/award/commitments.js';
import { wasAccepted } from '../../domain/award/state.js';

/** Once no approval can use a reservation, or a raise, any more, the budget lets its money go. */
@Injectable()
export class ReleaseAbandoned implements Reaction<ReservationAbandoned> {
  readonly name = 'release-abandoned';
  readonly eventTypes = ['ReservationAbandoned'] as const;

  constructor(
    private readonly applications: Applications,
    private readonly awards: Awards,
    private readonly commands: CommandBus,
  ) {}

  async react(event: Appended<ReservationAbandoned>, context: ReactionContext) {
    const { schemeId, reservationId, raised, grounds } = event.data;
    if (raised === undefined) {
      const release = new ReleaseCommitment(schemeId, { reservationId, grounds }, context.command());
      return positionOf(await this.commands.execute(release));
    }
    const payments = await this.neededOf(event.metadata.caseId!, raised);
    if (payments === undefined) return undefined;
    const content = { reservationId: raised, raise: reservationId, payments, grounds };
    return positionOf(await this.commands.execute(new TakeBackRaise(schemeId, content, context.command())));
  }

  /** What stands on the commitment; undefined while an award is still to follow a decision: it fits it then. */
  private async neededOf(caseId: string, commitment: string) {
    const application = await this.applications.find(caseId);
    if (application.status === 'none') return undefined;
    const { decision } = application;
    const inForce = decision?.standing === 'in-force' ? decision : undefined;
    const award = await this.awards.find(caseId);
    if (!wasAccepted(award)) return inForce?.reservationId === commitment ? paymentsOf(inForce.schedule) : [];
    if (inForce && inForce.number > award.terms.decision && mayFollow(award)) return undefined;
    return commitmentsOf(award).find(({ reservationId }) => reservationId === commitment)?.payments ?? [];
  }
}
