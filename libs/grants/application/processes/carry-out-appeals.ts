import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { EventStore } from '#event-store/port.js';
import type { Appended, AppendedEvent } from '#eventsourcing/reactions.js';
import type { CommandContext } from '#eventsourcing/command.js';
import { AnnulClaim, UpholdClaimInPart } from '#payouts/contract/commands.js';
import type { ResourceCommand } from '#cqrs/resource-command.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { isErased } from '#sealing/sealed.js';
import { Unsealer } from '#sealing/unsealer.js';
import type {
  AppealAnnulledDecision,
  AppealChangedDecision,
  AppealReversed,
  NewDecision,
} from '../../contract/events.js';
import { appealIdOf } from '../../contract/events/appeal.js';
import { TakeAppealStep } from '../appeals/steps.js';
import { ReinstateAward } from '../awards/reinstate-award.js';
import { TakeAwardStep } from '../awards/steps.js';
import { LiftAmendment } from '../awards/lift-amendment.js';
import { TakeApplicationStep } from '../applications/steps.js';
import { ReplaceDecision } from '../decisions/replace-decision.js';

type Outcome = AppealReversed | AppealChangedDecision | AppealAnnulledDecision;

/** What an appeal changed is changed where it stands: on the application, the award, the claim, the earlier appeal. */
@Injectable()
export class CarryOutAppeals implements Reaction<Outcome> {
  readonly name = 'carry-out-appeals';
  readonly eventTypes = ['AppealReversed', 'AppealChangedDecision', 'AppealAnnulledDecision'] as const;

  constructor(
    private readonly commands: CommandBus,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
    private readonly unsealer: Unsealer,
  ) {}

  async react(event: Appended<Outcome>, context: ReactionContext) {
    const command = await this.consequenceOf(event, context.command());
    return positionOf(await this.commands.execute(command));
  }

  private async consequenceOf(
    event: Appended<Outcome>,
    context: CommandContext,
  ): Promise<ResourceCommand<unknown>> {
    const { against } = event.data;
    const appealId = appealIdOf(event.stream);
    const by = event.type === 'AppealReversed' ? 'reversal' : 'appeal';
    const inPart = event.type === 'AppealAnnulledDecision' ? undefined : event.data.amount?.amount;
    switch (against.kind) {
      case 'dismissal':
        return new TakeAppealStep(against.id, { type: 'ReopenAppeal', appealId }, context);
      case 'revocation':
        return new ReinstateAward(
          against.id,
          {
            appealId,
            ...(against.revocation === undefined ? {} : { revocation: against.revocation }),
            ...(inPart === undefined ? {} : { inForce: { by, amount: inPart } }),
          },
          context,
        );
      case 'amendment': {
        const { number: amendment } = against;
        return new LiftAmendment(event.metadata.caseId!, { appealId, amendment }, context);
      }
      case 'refusal': {
        const { number: refusal } = against;
        const granted = event.type !== 'AppealAnnulledDecision';
        const { grant } = event.data;
        const step = { type: 'ReopenAmendmentRequest', refusal, appealId, granted, grant } as const;
        return new TakeAwardStep(event.metadata.caseId!, step, context);
      }
      case 'recovery':
        return inPart === undefined
          ? new AnnulClaim(against.id, { appealId, by }, context)
          : new UpholdClaimInPart(against.id, { appealId, by, amount: inPart }, context);
      case 'decision': {
        const { caseId, recordedAt } = event.metadata;
        const { number } = against;
        if (event.type === 'AppealAnnulledDecision')
          return new TakeApplicationStep(
            caseId!,
            { type: 'ReopenApplication', decision: number, appealId },
            context,
          );
        const { newDecision } = event.data;
        if (!newDecision)
          throw new Error(`appeal ${appealId} changed decision ${number} and does not say how`);
        const { outcome, amount, schedule } = newDecision;
        const decidedOn = dateInOslo(recordedAt);
        const conditions = await this.conditionsOf(event);
        const content = { by, appealId, replaces: number, outcome, amount, schedule, decidedOn } as const;
        return new ReplaceDecision(caseId!, { ...content, ...conditions }, context);
      }
    }
  }

  /** In clear, for the decision that seals them again; of a reversal they stand in its proposal. */
  private async conditionsOf({
    type,
    stream,
    revision,
  }: Pick<AppendedEvent, 'type' | 'stream' | 'revision'>) {
    const events = await this.store.readStream(stream);
    const source = type === 'AppealReversed' ? 'ReversalProposed' : type;
    const said = events.findLast((each) => each.type === source && each.revision <= revision);
    if (!said) throw new Error(`${stream} has no ${source}`);
    const data = await this.unsealer.unseal<{ readonly newDecision: NewDecision }>(said.data, {
      eventId: said.id,
    });
    const { conditions, payoutConditions } = data.newDecision;
    return {
      conditions: conditions.map(readable),
      ...(payoutConditions ? { payoutConditions: payoutConditions.map(readable) } : {}),
    };
  }
}

/** A condition whose key was erased stays a condition of its number, without words. */
export function readable(condition: unknown): string {
  return isErased(condition) ? '(erased)' : (condition as string);
}
