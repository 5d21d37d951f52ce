import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import { DeferClaim, EndDeferral } from '#payouts/contract/commands.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { Appealed, EnforcementDeferred } from '../../contract/events.js';
import { appealIdOf } from '../../contract/events/appeal.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Appeals } from '../appeals/appeals.js';
import { Awards } from '../awards/awards.js';
import { recoveryOf } from './claim-due-back.js';

/** While an appeal has the enforcement deferred, what is claimed because of the decision appealed against waits. */
@Injectable()
export class DeferClaims implements Reaction {
  readonly name = 'defer-claims';
  readonly eventTypes = [
    'EnforcementDeferred',
    'AppealLetStand',
    'AppealDismissed',
    'AppealWithdrawn',
    'AppealReversed',
    'AppealChangedDecision',
    'AppealAnnulledDecision',
  ];

  constructor(
    private readonly appeals: Appeals,
    private readonly awards: Awards,
    private readonly commands: CommandBus,
  ) {}

  async react(event: AppendedEvent, context: ReactionContext) {
    const appealId = appealIdOf(event.stream);
    const state = await this.appeals.find(appealId);
    if (state.status === 'none') return undefined;
    const { caseId, against } = state.submission;
    const recoveryId = await this.recoveryOf(caseId, against);
    if (recoveryId === undefined) return undefined;
    const { until } = event.data as EnforcementDeferred['data'];
    const command =
      event.type === 'EnforcementDeferred'
        ? new DeferClaim(recoveryId, { appealId, until }, context.command())
        : new EndDeferral(recoveryId, { appealId }, context.command());
    const outcome = await this.commands.execute(command);
    // Nothing is due back by what is appealed against.
    if (!outcome.ok && outcome.refusal.code === 'recovery-unknown') return undefined;
    return positionOf(outcome);
  }

  private async recoveryOf(caseId: string, against: Appealed): Promise<string | undefined> {
    if (against.kind === 'recovery') return against.id;
    if (against.kind === 'decision') return recoveryOf(caseId, `decision-${against.number}`);
    if (against.kind === 'dismissal') return undefined;
    const award = await this.awards.find(caseId);
    return wasAccepted(award) ? recoveryOf(caseId, `revocation-${award.revocations}`) : undefined;
  }
}
