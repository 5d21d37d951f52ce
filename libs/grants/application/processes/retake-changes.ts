import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Position } from '#eventsourcing/event.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { FlaggedChangesAnnulled } from '../../contract/events.js';
import { Superseding } from '../appeals/superseding.js';
import { LiftAmendment } from '../awards/lift-amendment.js';
import { ReinstateAward } from '../awards/reinstate-award.js';

/** Flagged changes of a grant that are to be decided again are undone in the award, and pending appeals against them are over. */
@Injectable()
export class RetakeChanges implements Reaction<FlaggedChangesAnnulled> {
  readonly name = 'retake-changes';
  readonly eventTypes = ['FlaggedChangesAnnulled'] as const;

  constructor(
    private readonly superseding: Superseding,
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
      const over = { cause: { retaken: data.decision }, dismissals: data.andDismissals === true };
      last = (await this.superseding.of(caseId, against, over, context)) ?? last;
    }
    return last;
  }
}
