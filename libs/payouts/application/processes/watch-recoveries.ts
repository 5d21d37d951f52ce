import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { instantAfterDay } from '#calendar/deadlines.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { dateInOslo } from '#calendar/oslo.js';
import type { Clock } from '#hosting/clock.js';
import { CLOCK, TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import { EndDeferral } from '../../contract/commands.js';
import type {
  ClaimDeferralEnded,
  ClaimDeferred,
  FlaggedClaimUpheld,
  LimitationInterrupted,
  LimitationMoved,
  RecoveryForewarned,
  RepaymentClaimed,
  RepaymentPlanAgreed,
} from '../../contract/events.js';
import { isClaimed, lateOn } from '../../domain/recovery/state.js';
import { Basis } from '../recoveries/basis.js';
import { Recoveries } from '../recoveries/recoveries.js';
import { TakeRecoveryStep } from '../recoveries/steps.js';

const REPLY = 'forewarning-reply';
const DUE = 'claim-due';
const DEFERRED = 'claim-deferred';

/** What a timer is set for. */
interface Day {
  readonly recoveryId: string;
  /** Calendar date. */
  readonly day: string;
  /** Of a deferral. */
  readonly appealId?: string;
}

type Watched =
  | RecoveryForewarned
  | RepaymentClaimed
  | RepaymentPlanAgreed
  | ClaimDeferred
  | ClaimDeferralEnded
  | FlaggedClaimUpheld
  | LimitationInterrupted
  | LimitationMoved;

/**
 * The days of a recovery: until when the debtor may answer, by when the claim and its instalments are to be repaid. What
 * fell due while an appeal or a conflict had it wait is looked at again when it waits no more, and so is what counted as
 * barred, or what fell due while the decision it rests on was annulled.
 */
@Injectable()
export class WatchRecoveries implements TimedReaction<Watched> {
  readonly name = 'watch-recoveries';
  readonly eventTypes = [
    'RecoveryForewarned',
    'RepaymentClaimed',
    'RepaymentPlanAgreed',
    'ClaimDeferred',
    'ClaimDeferralEnded',
    'FlaggedClaimUpheld',
    'LimitationInterrupted',
    'LimitationMoved',
  ] as const;
  readonly inline = false;
  readonly timerKinds = [REPLY, DUE, DEFERRED];

  constructor(
    private readonly commands: CommandBus,
    private readonly recoveries: Recoveries,
    private readonly basis: Basis,
    @Inject(TIMERS) private readonly timers: Timers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async react(event: Appended<Watched>): Promise<undefined> {
    const { recoveryId } = event.data;
    const kind = KINDS[event.type];
    const again = AGAIN.has(event.type) ? `:${event.id}` : '';
    const appealId = event.type === 'ClaimDeferred' ? { appealId: event.data.appealId } : {};
    for (const day of await this.daysOf(event))
      await this.timers.set({
        id: `${kind}:${recoveryId}:${day}${again}`,
        dueAt: instantAfterDay(day),
        kind,
        payload: { recoveryId, day, ...appealId },
        correlationId: event.metadata.correlationId,
        causationId: event.id,
      });
  }

  /** The recovery itself knows whether the day still matters. */
  async fire(timer: Timer, context: ReactionContext): Promise<void> {
    const { kind, payload } = timer;
    const { recoveryId, day, appealId = '' } = payload as unknown as Day;
    const dueAt = instantAfterDay(day);
    if (kind === DUE && (await this.basis.isAnnulled(recoveryId))) return this.lookTomorrow(timer);
    const command =
      kind === REPLY
        ? new TakeRecoveryStep(recoveryId, { type: 'LapseForewarning', dueAt }, context.command())
        : kind === DUE
          ? new TakeRecoveryStep(
              recoveryId,
              { type: 'ReportOverdueClaim', dueOn: day, dueAt },
              context.command(),
            )
          : new EndDeferral(recoveryId, { appealId, until: day }, context.command());
    positionOf(await this.commands.execute(command));
  }

  /** What the claim rests on was annulled, and the case may be decided anew: whether the day was kept is asked once it is. */
  private async lookTomorrow(timer: Timer): Promise<void> {
    const { recoveryId, day } = timer.payload as unknown as Day;
    const state = await this.recoveries.find(recoveryId);
    if (state.status === 'none' || !isClaimed(state) || lateOn(state, day) === 0) return;
    const dueAt = instantAfterDay(dateInOslo(this.clock.now()));
    await this.timers.set({ ...timer, id: `${DUE}:${recoveryId}:${day}:since ${dueAt}`, dueAt });
  }

  private async daysOf(event: Watched): Promise<readonly string[]> {
    switch (event.type) {
      case 'RecoveryForewarned':
        return [event.data.replyBy];
      case 'RepaymentClaimed':
        return [event.data.dueOn];
      case 'RepaymentPlanAgreed':
        return event.data.instalments.map(({ dueOn }) => dueOn);
      case 'ClaimDeferred':
        return event.data.until === undefined ? [] : [event.data.until];
      case 'ClaimDeferralEnded':
      case 'FlaggedClaimUpheld': {
        const state = await this.recoveries.find(event.data.recoveryId);
        return state.status === 'none' ? [] : state.plan.map(({ dueOn }) => dueOn);
      }
      case 'LimitationInterrupted':
      case 'LimitationMoved':
        return event.data.revived ? [event.data.revived.dueOn] : [];
    }
  }
}

const KINDS: Readonly<Record<Watched['type'], string>> = {
  RecoveryForewarned: REPLY,
  RepaymentClaimed: DUE,
  RepaymentPlanAgreed: DUE,
  ClaimDeferred: DEFERRED,
  ClaimDeferralEnded: DUE,
  FlaggedClaimUpheld: DUE,
  LimitationInterrupted: DUE,
  LimitationMoved: DUE,
};
/** After these the same days are looked at again. */
const AGAIN: ReadonlySet<Watched['type']> = new Set([
  'ClaimDeferralEnded',
  'FlaggedClaimUpheld',
  'LimitationInterrupted',
  'LimitationMoved',
]);
