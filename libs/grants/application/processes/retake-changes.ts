import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Position } from '#eventsourcing/event.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { FlaggedChangesAnnulled } from '../../contract/events.js';
import { PENDING } from '../../domain/appeal/state.js';
import { AppealsAgainst } from '../appeals/appeals-against.js';
import { TakeAppealStep } from '../appeals/steps.js';
import { LiftAmendment } from '../awards/lift-amendment.js';
import { ReinstateAward } from '../awards/reinstate-award.js';

/** Flagged changes of a grant that are to be decided again are undone in the award, and pending appeals against them are over. */
@Injectable()
export class RetakeChanges implements Reaction<FlaggedChangesAnnulled> {
  readonly name = 'retake-changes';
  readonly eventTypes = ['FlaggedChangesAnnulled'] as const;

  constructor(
    private readonly appeals: AppealsAgainst,
    private readonly commands: CommandBus,
  ) {}

  async react({ data, metadata }: Appended<FlaggedChangesAnnulled>, context: ReactionContext) {
    const caseId = metadata.caseId!;
    let last: Position | undefined;
    for (const { kind, number } of data.of) {
      const as = context.commandFor('retake-change', `${kind} ${number}`);
      const undo =
        kind === 'amendment'
          ? new LiftAmendment(caseId, { amendment: number }, as)
          : new ReinstateAward(caseId, { revocation: number }, as);
      last = positionOf(await this.commands.execute(undo)) ?? last;
      const against =
        kind === 'amendment'
          ? ({ kind, number } as const)
          : ({ kind, id: caseId, revocation: number } as const);
      for (const { id, appeal } of await this.appeals.of(caseId, against)) {
        if (!PENDING.has(appeal.status)) continue;
        const step = { type: 'SupersedeAppeal', retaken: data.decision } as const;
        const over = new TakeAppealStep(id, step, context.commandFor('supersede-appeal', id));
        last = positionOf(await this.commands.execute(over)) ?? last;
      }
    }
    return last;
  }
}
