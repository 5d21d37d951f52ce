import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { AdjustCommitment } from '#budget/contract/commands.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { hasEnded, wasAccepted } from '../../domain/award/state.js';
import type { SubmittedApplication } from '../../domain/application/state.js';
import { Applications } from '../applications/applications.js';
import { Awards } from '../awards/awards.js';
import { TakeApplicationStep } from '../applications/steps.js';
import { paymentsOf } from '../decisions/funding.js';

/**
 * Once a decision was replaced or annulled, or what waited was declined, the budget holds what the one in force needs and no more. Money an award
 * stands on is the award's to let go.
 */
@Injectable()
export class FitReplacedDecisions implements Reaction {
  readonly name = 'settle-replaced-decisions';
  readonly eventTypes = ['DecisionReplaced', 'ApplicationReopened', 'WaitingGrantDeclined'];

  constructor(
    private readonly applications: Applications,
    private readonly awards: Awards,
    private readonly commands: CommandBus,
  ) {}

  async react({ metadata }: AppendedEvent, context: ReactionContext): Promise<Position | undefined> {
    const { caseId } = metadata;
    if (caseId === undefined) return undefined;
    const state = await this.applications.find(caseId);
    const award = await this.awards.find(caseId);
    if (state.status === 'none' || wasAccepted(award)) return undefined;
    let last: Position | undefined;
    for (const reservationId of unused(state)) {
      const grounds = 'the decision it was made for is not in force any more';
      const abandoning = context.commandFor('abandon-reservation', reservationId);
      const abandon = new TakeApplicationStep(
        caseId,
        { type: 'AbandonReservation', reservationId, grounds },
        abandoning,
      );
      last = positionOf(await this.commands.execute(abandon));
    }
    const { decision } = state;
    if (decision?.standing !== 'in-force' || decision.reservationId === undefined) return last;
    const { reservationId, schedule, budgetYear } = decision;
    // A grant that nobody accepted in time, or that was declined, has let its money go.
    if (hasEnded(award, decision)) return last;
    const fit = {
      reservationId,
      payments: paymentsOf(schedule),
      budgetYear,
      grounds: 'a decision was replaced',
    };
    const adjust = new AdjustCommitment(state.submission.schemeId, fit, context.command());
    return positionOf(await this.commands.execute(adjust));
  }
}

/** Commitments of earlier decisions that nothing stands on; those a waiting grant will be raised from stay. */
function unused({ decision, decisions, abandoned }: SubmittedApplication): string[] {
  if (decision?.standing === 'awaiting-appropriation') return [];
  const reserved = decisions.flatMap(({ reservationId }) => reservationId ?? []);
  return [...new Set(reserved)].filter((id) => id !== decision?.reservationId && !abandoned.includes(id));
}
