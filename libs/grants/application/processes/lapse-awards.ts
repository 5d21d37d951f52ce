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
    if (day)
      await this.timers.set({
        id: `${KIND}:${caseId}:${day.of}:${day.lastDay}`,
        dueAt: instantAfterDay(day.lastDay),
        kind: KIND,
        payload: { caseId, acceptanceDeadline: day.lastDay },
        ...cause,
      });
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

  /** Nothing happens when the grant was accepted, another day holds by now, or an appeal has stopped the clock. */
  async fire({ kind, payload, dueAt }: Timer, context: ReactionContext): Promise<void> {
    const { caseId, acceptanceDeadline, lastDay } = payload as Payload;
    if (kind === REMIND) {
      const remind = { type: 'RemindOfAcceptance', lastDay: lastDay! } as const;
      positionOf(await this.commands.execute(new TakeAwardStep(caseId, remind, context.command())));
      return;
    }
    const now = await this.acceptances.of(caseId);
    if (now.stopped || now.lastDay !== acceptanceDeadline) return;
    const lapse = { type: 'LapseAward', dueAt } as const;
    positionOf(await this.commands.execute(new TakeAwardStep(caseId, lapse, context.command())));
  }

  /** The last day that an event names, or that holds once an appeal is answered. */
  private async dayAfter(
    event: Appended<Trigger>,
    caseId: string,
  ): Promise<{ readonly of: number | string; readonly lastDay: string } | undefined> {
    if (event.type === 'DecisionNotified' || event.type === 'ReceiptCorrected') {
      const { decision, acceptanceDeadline: lastDay } = event.data;
      return lastDay === undefined ? undefined : { of: decision, lastDay };
    }
    if (event.type === 'AcceptanceDateSet') return { of: event.data.decision, lastDay: event.data.lastDay };
    const { lastDay, stopped } = await this.acceptances.of(caseId);
    return stopped || lastDay === undefined ? undefined : { of: event.stream, lastDay };
  }
}

type Payload = {
  readonly caseId: string;
  readonly acceptanceDeadline?: string;
  readonly lastDay?: string;
};
