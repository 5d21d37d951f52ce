import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { instantAfterDay } from '#calendar/deadlines.js';
import { startOfDayInOslo } from '#calendar/oslo.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import type {
  AcceptanceDateSet,
  AppealOutcomeNotified,
  AppealWithdrawn,
  DecisionNotified,
  OfferReopened,
  OutcomeReceiptCorrected,
  ReceiptCorrected,
} from '../../contract/events.js';
import { Acceptances } from '../awards/acceptances.js';
import { TakeAwardStep } from '../awards/steps.js';

const KIND = 'lapse-award';
const REMIND = 'remind-of-acceptance';

type Trigger =
  | DecisionNotified
  | ReceiptCorrected
  | OfferReopened
  | AcceptanceDateSet
  | AppealOutcomeNotified
  | OutcomeReceiptCorrected
  | AppealWithdrawn;

/** A grant nobody accepted in time lapses, and of a day that the agency set the recipient is reminded. */
@Injectable()
export class LapseAwards implements TimedReaction<Trigger> {
  readonly name = 'lapse-awards';
  readonly eventTypes = [
    'DecisionNotified',
    'ReceiptCorrected',
    'OfferReopened',
    'AcceptanceDateSet',
    'AppealOutcomeNotified',
    'OutcomeReceiptCorrected',
    'AppealWithdrawn',
  ] as const;
  readonly inline = false;
  readonly timerKinds = [KIND, REMIND];

  constructor(
    private readonly acceptances: Acceptances,
    private readonly commands: CommandBus,
    @Inject(TIMERS) private readonly timers: Timers,
  ) {}

  async react(event: Appended<Trigger>): Promise<undefined> {
    const { id, metadata } = event;
    const { caseId, correlationId } = metadata;
    if (caseId === undefined) return;
    const cause = { correlationId, causationId: id };
    const day = await this.dayAfter(event, caseId);
    if (day) await this.timers.set(timerOf(caseId, day, cause));
    if (event.type !== 'AcceptanceDateSet') return;
    const { lastDay, remindOn } = event.data;
    await this.timers.set({
      id: `${REMIND}:${caseId}:${lastDay}`,
      dueAt: startOfDayInOslo(remindOn),
      kind: REMIND,
      payload: { caseId, lastDay },
      ...cause,
    });
  }

  /** Nothing happens when the grant was accepted, or an appeal has stopped the clock; where a later day holds by now, that is waited for. */
  async fire(timer: Timer, context: ReactionContext): Promise<void> {
    const { kind, payload, dueAt, correlationId = timer.id, causationId } = timer;
    const { caseId, acceptanceDeadline, lastDay } = payload as Payload;
    if (kind === REMIND) {
      const remind = { type: 'RemindOfAcceptance', lastDay: lastDay! } as const;
      positionOf(await this.commands.execute(new TakeAwardStep(caseId, remind, context.command())));
      return;
    }
    const { stopped, lastDay: now } = await this.acceptances.of(caseId);
    if (stopped || now === undefined) return;
    if (now > acceptanceDeadline!) {
      await this.timers.set(
        timerOf(
          caseId,
          { of: 'later', lastDay: now },
          { correlationId, ...(causationId === undefined ? {} : { causationId }) },
        ),
      );
      return;
    }
    const lapse = { type: 'LapseAward', dueAt } as const;
    positionOf(await this.commands.execute(new TakeAwardStep(caseId, lapse, context.command())));
  }

  /** The last day that the notice names; after anything else the one that holds, appeals and all. */
  private async dayAfter(
    event: Appended<Trigger>,
    caseId: string,
  ): Promise<{ readonly of: number | string; readonly lastDay: string } | undefined> {
    if (event.type === 'DecisionNotified') {
      const { decision, acceptanceDeadline: lastDay } = event.data;
      return lastDay === undefined ? undefined : { of: decision, lastDay };
    }
    const of = 'decision' in event.data ? event.data.decision : event.stream;
    const { lastDay, stopped } = await this.acceptances.of(caseId);
    return stopped || lastDay === undefined ? undefined : { of, lastDay };
  }
}

/** What waits for the end of a last day. */
function timerOf(
  caseId: string,
  { of, lastDay }: { readonly of: number | string; readonly lastDay: string },
  cause: { readonly correlationId: string; readonly causationId?: string },
): Timer {
  return {
    id: `${KIND}:${caseId}:${of}:${lastDay}`,
    dueAt: instantAfterDay(lastDay),
    kind: KIND,
    payload: { caseId, acceptanceDeadline: lastDay },
    ...cause,
  };
}

type Payload = {
  readonly caseId: string;
  readonly acceptanceDeadline?: string;
  readonly lastDay?: string;
};
