import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { deadlineAfter } from '#calendar/deadlines.js';
import type { Duration } from '#calendar/duration.js';
import { dateInOslo } from '#calendar/oslo.js';
import type { Appended, AppendedEvent } from '#eventsourcing/reactions.js';
import { CancelPayout, OpenRecovery } from '#payouts/contract/commands.js';
import { USUAL_LIMITATION, type LimitationRules } from '#limitation/rules.js';
import { firstDateOf, partsFrom } from '#limitation/starts.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { AwardRevoked, DecisionFollowed, ExcessClaimed, UnspentClaimed } from '../../contract/events.js';
import { dueBackBefore } from '../../domain/award/evolve.js';
import { recoveryOf } from '../../domain/award/levelling.js';
import { releasedOf, wasAccepted } from '../../domain/award/state.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
import { Awards } from '../awards/awards.js';
import { Payees } from '../awards/payees.js';
import { TakeAwardStep } from '../awards/steps.js';

/** Time to answer where the regulation states none; as long as the time to appeal. */
const USUAL = { weeks: 3 } as const;

/** Payouts that cannot be stopped any more: what they pay is claimed back. */
const ON_THEIR_WAY: ReadonlySet<string> = new Set(['with-the-bank', 'already-settled']);

/** What tells why an award's claim is made. */
const GROUNDS = {
  revocation: 'Less of the grant is in force than was paid; what was paid beyond it is due back.',
  unspent: 'A report showed that not all of the grant was spent.',
} as const;

type DueBack = AwardRevoked | DecisionFollowed | UnspentClaimed | ExcessClaimed;

/**
 * What is due back is claimed: of a levelled award what it books as an excess, under the recovery it names. Of one that
 * is not, payouts that are not with the bank are cancelled after a revocation, or a decision that grants less, and one
 * recovery is opened for the rest.
 */
@Injectable()
export class ClaimDueBack implements Reaction<DueBack> {
  readonly name = 'claim-due-back';
  readonly eventTypes = ['AwardRevoked', 'DecisionFollowed', 'UnspentClaimed', 'ExcessClaimed'] as const;

  constructor(
    private readonly awards: Awards,
    private readonly payees: Payees,
    private readonly regulations: RegulationsOfCases,
    private readonly commands: CommandBus,
  ) {}

  async react(event: Appended<DueBack>, context: ReactionContext) {
    if (event.type === 'ExcessClaimed') {
      const { claim, basis } = event.data;
      return this.claim(event, { ...event.data, of: `excess-${claim}`, grounds: GROUNDS[basis] }, context);
    }
    const before = await this.awards.find(event.data.awardId);
    if (wasAccepted(before) && before.levelled) return undefined;
    if (event.type === 'UnspentClaimed') {
      const { amount, reportId, ...award } = event.data;
      const grounds = GROUNDS.unspent;
      return this.claim(event, { ...award, amount, basis: 'unspent', of: reportId, grounds }, context);
    }
    const { data } = event;
    const { awardId, decision, dueBack } = data;
    if (!dueBack) return undefined;
    const left = await this.cancelPayouts(awardId, context);
    const amount = { ...dueBack, amount: Math.min(dueBack.amount, left) };
    const state = await this.awards.find(awardId);
    if (amount.amount === 0 || !wasAccepted(state)) return undefined;
    const revocation = 'revocation' in data ? data.revocation : 0;
    const of = decision === undefined ? `revocation-${revocation}` : `decision-${decision}`;
    const grounds =
      decision === undefined
        ? 'The grant was revoked; what was paid beyond what stays in force is due back.'
        : 'A new decision was made; what was paid beyond what it grants is due back.';
    return this.claim(event, { ...state.terms, amount, basis: 'revocation', of, grounds }, context);
  }

  /** Cancels what can be cancelled; answers the minor units that are due back by the revocation then. */
  private async cancelPayouts(awardId: string, context: ReactionContext): Promise<number> {
    const state = await this.awards.find(awardId);
    if (!wasAccepted(state)) return 0;
    let surplus = releasedOf(state) - state.amount;
    for (const { payoutId, number, amount, cancelled } of [...state.released].toReversed()) {
      // A payout that what stays in force needs is paid; the rest of it is claimed back.
      if (cancelled || amount > surplus) continue;
      const cancel = new CancelPayout(
        payoutId,
        { grounds: 'it is not granted any more' },
        context.commandFor('cancel-payout', payoutId, 2 * number),
      );
      const outcome = await this.commands.execute(cancel);
      if (!outcome.ok && ON_THEIR_WAY.has(outcome.refusal.code)) continue;
      positionOf(outcome);
      surplus -= amount;
      const reducing = context.commandFor('reduce-due-back', payoutId, 2 * number + 1);
      const step = { type: 'ReduceDueBack', payoutId } as const;
      positionOf(await this.commands.execute(new TakeAwardStep(awardId, step, reducing)));
    }
    const after = await this.awards.find(awardId);
    return wasAccepted(after) ? after.dueBack - dueBackBefore(after) : 0;
  }

  private async claim(
    { metadata }: Pick<AppendedEvent, 'metadata'>,
    due: {
      readonly awardId: string;
      readonly schemeId: string;
      readonly directorate: string;
      readonly recipient: string;
      readonly amount: AwardRevoked['data']['dueBack'];
      readonly basis: 'revocation' | 'unspent';
      readonly of: string;
      readonly grounds: string;
      readonly starts?: ExcessClaimed['data']['starts'];
    },
    context: ReactionContext,
  ) {
    const { awardId, schemeId, directorate, recipient, amount, basis, grounds } = due;
    const {
      forewarning = USUAL,
      repayment,
      limitation,
      limitationRules,
    } = await this.regulations.of(awardId);
    const today = dateInOslo(metadata.recordedAt);
    const order = {
      caseId: awardId,
      awardId,
      schemeId,
      directorate,
      debtor: recipient,
      excluded: (await this.payees.of(awardId)).excluded,
      amount,
      basis,
      ...limitationOf(limitation, limitationRules, due.starts, today),
      ...(limitationRules === undefined ? {} : { limitationRules }),
      ...(repayment === undefined ? {} : { timeToPay: repayment }),
      forewarning: { grounds, replyBy: deadlineAfter(today, forewarning), byLetter: true as const },
    };
    const recoveryId = recoveryOf(awardId, due.of);
    return positionOf(await this.commands.execute(new OpenRecovery(recoveryId, order, context.command())));
  }
}

/** Until when it may be claimed: each of its parts counted from what it rests on, as the regulation says. */
function limitationOf(
  period: Duration | undefined,
  { start = USUAL_LIMITATION.start }: Pick<LimitationRules, 'start'> = USUAL_LIMITATION,
  starts: ExcessClaimed['data']['starts'],
  today: string,
): Pick<OpenRecovery['content'], 'limitationDate' | 'limitationParts'> {
  if (period === undefined) return {};
  if (start.from === 'opening' || starts === undefined)
    return { limitationDate: deadlineAfter(today, period) };
  const limitationParts = partsFrom(starts, period);
  return { limitationDate: firstDateOf(limitationParts), limitationParts };
}
