import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { ResourceCommand } from '#cqrs/resource-command.js';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Position } from '#eventsourcing/event.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { AnnulClaim } from '#payouts/contract/commands.js';
import type { Appealed, FlaggedChange, FlaggedChangesAnnulled } from '../../contract/events.js';
import { Superseding } from '../appeals/superseding.js';
import { LiftAmendment } from '../awards/lift-amendment.js';
import { ReinstateAward } from '../awards/reinstate-award.js';
import { TakeAwardStep } from '../awards/steps.js';

/** What is flagged and to be decided again is undone where it stands, and pending appeals against it are over. */
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
    const over = { cause: { retaken: data.decision }, dismissals: data.andDismissals === true };
    let last: Position | undefined;
    for (const change of data.of) {
      const which = change.kind === 'recovery' ? change.id : change.number;
      const as = context.commandFor('retake-change', `${change.kind} ${which}`);
      const undo = undoing(caseId, change, { decision: data.decision, as });
      last = positionOf(await this.commands.execute(undo)) ?? last;
      last = (await this.superseding.of(caseId, appealed(caseId, change), over, context)) ?? last;
    }
    return last;
  }
}

function undoing(
  caseId: string,
  change: FlaggedChange,
  { decision, as }: { readonly decision: number; readonly as: CommandContext },
): ResourceCommand<unknown> {
  switch (change.kind) {
    case 'amendment':
      return new LiftAmendment(caseId, { amendment: change.number }, as);
    case 'revocation':
      return new ReinstateAward(caseId, { revocation: change.number }, as);
    case 'refusal': {
      const step = { type: 'ReopenAmendmentRequest', refusal: change.number, granted: false } as const;
      return new TakeAwardStep(caseId, step, as);
    }
    case 'recovery':
      return new AnnulClaim(change.id, { retaken: decision }, as);
  }
}

function appealed(caseId: string, change: FlaggedChange): Appealed {
  switch (change.kind) {
    case 'revocation':
      return { kind: 'revocation', id: caseId, revocation: change.number };
    case 'recovery':
      return { kind: 'recovery', id: change.id };
    default:
      return { kind: change.kind, number: change.number };
  }
}
