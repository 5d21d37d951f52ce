import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { DeferClaim, EndDeferral } from '#payouts/contract/commands.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { Appealed, EnforcementDeferred } from '../../contract/events.js';
import { appealIdOf } from '../../contract/events/appeal.js';
import { recoveryOf } from '../../domain/award/levelling.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Appeals } from '../appeals/appeals.js';
import { Awards } from '../awards/awards.js';

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
    'AppealJoined',
    'AppealSuperseded',
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
    const { until } = event.data as EnforcementDeferred['data'];
    let position: Position | undefined;
    for (const recoveryId of await this.recoveriesOn(caseId, against)) {
      const waiting = context.commandFor('defer-claim', recoveryId, 0);
      const command =
        event.type === 'EnforcementDeferred'
          ? new DeferClaim(recoveryId, { appealId, until }, waiting)
          : new EndDeferral(recoveryId, { appealId }, waiting);
      const outcome = await this.commands.execute(command);
      // Nothing is due back by what is appealed against.
      if (outcome.ok || outcome.refusal.code !== 'recovery-unknown') position = positionOf(outcome);
    }
    return position;
  }

  /** The claim itself, or all that rest on the decision or revocation. */
  private async recoveriesOn(caseId: string, against: Appealed): Promise<readonly string[]> {
    if (against.kind === 'recovery') return [against.id];
    if (against.kind === 'dismissal' || against.kind === 'amendment' || against.kind === 'refusal') return [];
    const award = await this.awards.find(caseId);
    if (!wasAccepted(award)) return [];
    const { revocations, claims } = award;
    if (against.kind === 'decision')
      return [
        recoveryOf(caseId, `decision-${against.number}`),
        ...claims.filter(({ decision }) => decision === against.number).map(({ recoveryId }) => recoveryId),
      ];
    const { revocation: number = revocations } = against.kind === 'revocation' ? against : {};
    return [
      recoveryOf(caseId, `revocation-${number}`),
      ...claims.filter(({ revocation }) => revocation === number).map(({ recoveryId }) => recoveryId),
    ];
  }
}
