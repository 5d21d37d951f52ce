import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { EventStore } from '#event-store/port.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { Unsealer } from '#sealing/unsealer.js';
import { streams, type NewDecision, type OwnReversalApproved } from '../../contract/events.js';
import { Superseding } from '../appeals/superseding.js';
import { TakeApplicationStep } from '../applications/steps.js';
import { ReplaceDecision } from '../decisions/replace-decision.js';
import { readable } from './carry-out-appeals.js';

/** What was reversed of a body's own motion is put in its place, and pending appeals against it are over. */
@Injectable()
export class CarryOutOwnReversals implements Reaction<OwnReversalApproved> {
  readonly name = 'carry-out-own-reversals';
  readonly eventTypes = ['OwnReversalApproved'] as const;

  constructor(
    private readonly commands: CommandBus,
    private readonly superseding: Superseding,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
    private readonly unsealer: Unsealer,
  ) {}

  async react({ data, metadata }: Appended<OwnReversalApproved>, context: ReactionContext) {
    const caseId = metadata.caseId!;
    const { decision, reversal, body, decidedOn, newDecision } = data;
    const by = body === 'superior' ? 'superior' : 'own-motion';
    const command = newDecision
      ? new ReplaceDecision(
          caseId,
          {
            by,
            reversal,
            replaces: decision,
            ...newDecision,
            ...(await this.conditionsOf(caseId, reversal)),
            decidedOn,
          },
          context.command(),
        )
      : new TakeApplicationStep(caseId, { type: 'ReopenApplication', decision, reversal }, context.command());
    const last = positionOf(await this.commands.execute(command));
    const over = { cause: { reversal }, dismissals: data.andDismissals === true };
    const against = { kind: 'decision', number: decision } as const;
    return (await this.superseding.of(caseId, against, over, context)) ?? last;
  }

  /** In clear, for the decision that seals them again. */
  private async conditionsOf(caseId: string, reversal: number) {
    const events = await this.store.readStream(streams.application(caseId));
    const said = events.findLast(
      ({ type, data }) => type === 'OwnReversalProposed' && data['reversal'] === reversal,
    )!;
    const { newDecision } = await this.unsealer.unseal<{ readonly newDecision: NewDecision }>(said.data, {
      eventId: said.id,
    });
    const { conditions, payoutConditions } = newDecision;
    return {
      conditions: conditions.map(readable),
      ...(payoutConditions ? { payoutConditions: payoutConditions.map(readable) } : {}),
    };
  }
}
