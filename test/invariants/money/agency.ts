import { furtherNeed } from '#grants/domain/award/amendment.js';
import { mayFollow, needOfDecision } from '#grants/domain/award/following.js';
import { needOfLifting } from '#grants/domain/award/lifting.js';
import { needOfReinstatement, rangeOfReinstatement } from '#grants/domain/award/reinstatement.js';
import { outstanding, releasedOf } from '#grants/domain/award/state.js';
import { nok, offer } from '#grants/domain/award/testing/offer.js';
import { sumsOf } from './balance.js';
import { decideReduction, forewarn, giveEnough, reporting, reviseBudget } from './co-funding.js';
import type { Move } from './moves.js';
import type { World } from './world.js';

/** What is decided on the award, with its money reserved first, as the handlers do it. */
export class Agency {
  /** How payouts stood when less came to be in force. */
  readonly metAtReduction = new Set<string>();
  /** Where more is in force than was granted, or less though nothing stands against it. */
  readonly misjudged: string[] = [];
  /** By the decision in force; minor units. */
  private decided = offer.amount.amount;
  /** By amendments beside it, at most. */
  private added = 0;
  private closed = false;
  private numbers = 0;

  constructor(private readonly world: World) {}

  /** Money for four years, and a grant that is accepted. */
  begin(): void {
    const { world } = this;
    const budget = { schemeId: offer.schemeId, currency: 'NOK', amount: 1_000_000 };
    giveEnough(world);
    world.onBudget({ type: 'SetCommitmentAuthority', ...budget, year: 2026 });
    const payments = offer.schedule.map(({ dueDate, amount }) => ({
      year: Number(dueDate.slice(0, 4)),
      amount,
    }));
    this.reserve(offer.reservationId, payments);
    world.onAward({ type: 'AcceptAward', offer: { ...offer, conditions: [] }, now: world.now });
  }

  /** Does it where it is about the award. */
  play(move: Move): void {
    this.act(move);
    const { amount } = this.world.state;
    const most = this.decided + this.added;
    if (amount > most) this.misjudged.push(`${move.what}: ${amount} is in force, ${most} was granted`);
  }

  private act({ what, amount, pick }: Move): void {
    const { world } = this;
    const { state } = world;
    switch (what) {
      case 'revoke':
        return this.revoke(amount);
      case 'amend':
        return this.amend('amount', amount);
      case 'move-dates':
        return this.amend('dates', amount);
      case 'continue':
        return this.amend('continuation', amount);
      case 'decide-on-appeal':
        return this.decide(amount, true);
      case 'annul-decision':
        world.onAward({ type: 'SuspendAward', decision: state.terms.decision, appealId: `k${pick}` });
        return;
      case 'withdraw':
        // Nothing was granted anew.
        if (state.suspendedBy !== undefined)
          world.onAward({
            type: 'FollowDecision',
            offer: undefined,
            rejection: { decision: state.terms.decision, withdrawn: true },
            now: world.now,
          });
        return;
      case 'decide-anew':
        return state.suspendedBy === undefined ? undefined : this.decide(amount, false);
      case 'reinstate':
        return this.reinstate(this.revocation(pick));
      case 'reinstate-in-part':
        return this.reinstateInPart(this.revocation(pick), amount);
      case 'lift': {
        const { amendment = 0 } = state.amended.at(pick % Math.max(1, state.amended.length)) ?? {};
        return this.lift(amendment);
      }
      case 'amend-and-revoke':
        this.amend('amount', Math.max(1, amount % Math.max(1, state.amount)));
        return this.revoke(amount);
      case 'revoke-and-decide':
        this.revoke(amount);
        return this.decide(1 + ((amount + 6 * pick) % 450), true);
      case 'undo-all':
        return this.undoAll(pick);
      case 'report':
        return world.endReport(2026 + (pick % 3), amount);
      case 'report-co-funding':
      case 'waive-report':
        return reporting(world, 2026 + (pick % 3), what === 'waive-report' ? undefined : amount);
      case 'decide-reduction':
        decideReduction(world, amount);
        return this.reduces(state.amount);
      case 'revise-appropriation':
      case 'transfer':
        return reviseBudget(world, { what, amount, pick });
      case 'block':
        world.onAward({ type: 'BlockPayouts', reportId: 'rep1' });
        return;
      case 'unblock':
        world.onAward({ type: 'UnblockPayouts', reportId: 'rep1', now: world.now });
        return;
      case 'close':
        return this.close();
      case 'wait':
        world.today += amount % 200;
        world.onAward({ type: 'ReleaseDueInstalments', now: world.now });
    }
  }

  private lift(amendment: number): void {
    const { world } = this;
    this.withMoney(needOfLifting(world.state, amendment, 2026, world.now), (reservationId) =>
      world.onAward({
        type: 'LiftAmendment',
        appealId: 'k',
        amendment,
        reservationId,
        budgetYear: 2026,
        now: world.now,
      }),
    );
  }

  /** Every appeal is won, those against amendments first or last: what was decided is in force. */
  private undoAll(pick: number): void {
    const { world } = this;
    if (world.state.status === 'closed' || world.state.endedBy !== undefined) return;
    const liftAll = () => {
      for (const { amendment } of world.state.amended) this.lift(amendment);
    };
    if (pick % 2 === 0) liftAll();
    for (let times = world.state.revocations; times > 0; times--) this.reinstate(this.revocation(pick));
    liftAll();
    const { amount, lapsed = 0, reductions } = world.state;
    // Money that is not there is waited for, and what was not spent of a reported year is not paid, whatever is undone.
    if (reductions.isEmpty() && !this.closed && amount + lapsed < this.decided)
      this.misjudged.push(`undo-all: ${amount} is in force, ${this.decided} was decided`);
  }

  /** One that stands, or the last. */
  private revocation(pick: number): number | undefined {
    return this.world.state.reductions.filter(({ by }) => by === 'revocation').get(pick % 3)?.number;
  }

  /** An appeal undoes the revocation, or leaves so much of the grant in force. */
  private reinstate(revocation: number | undefined, inForce?: number): void {
    const { world } = this;
    this.withMoney(needOfReinstatement(world.state, 2026, inForce, { revocation }), (reservationId) =>
      world.onAward({
        type: 'ReinstateAward',
        appealId: `k${this.numbers++}`,
        revocation,
        inForce: inForce === undefined ? undefined : { by: 'appeal', amount: inForce },
        reservationId,
        budgetYear: 2026,
        now: world.now,
      }),
    );
  }

  private reinstateInPart(revocation: number | undefined, amount: number): void {
    const { above, below } = rangeOfReinstatement(this.world.state, { revocation }) ?? { above: 0, below: 0 };
    if (below > above + 1) this.reinstate(revocation, above + 1 + (amount % (below - above - 1)));
  }

  private reduces(before: number): void {
    const { world } = this;
    if (world.state.amount >= before) return;
    for (const { state } of world.payouts.values()) this.metAtReduction.add(state.status);
    if (outstanding(world.state).length > 0) this.metAtReduction.add('planned');
  }

  private revoke(amount: number): void {
    const { world } = this;
    const before = world.state.amount;
    const planned = outstanding(world.state).length > 0;
    forewarn(world);
    const amountInForce = nok(amount % Math.max(1, before));
    const { now } = world;
    world.onAward({ type: 'ProposeRevocation', proposer: 'anna', amountInForce, grounds: 'g', now });
    world.onAward({ type: 'ApproveRevocation', approver: 'berit', now });
    if (planned && world.state.amount < before) this.metAtReduction.add('planned');
    this.reduces(before);
  }

  private amend(kind: 'amount' | 'dates' | 'continuation', amount: number): void {
    const { world } = this;
    const { state } = world;
    const before = state.amount;
    const planned = state.levelled
      ? state.schedule.reduce((all, each) => all + each.amount, 0)
      : state.amount;
    const unreleased = planned - releasedOf(state);
    const total = {
      amount: Math.max(0, unreleased + amount - state.amount),
      continuation: amount,
      dates: Math.max(0, unreleased),
    }[kind];
    const dueDate = `${2026 + (amount % 3)}-0${1 + (amount % 9)}-01`;
    world.onAward({
      type: 'ProposeAmendment',
      proposer: 'anna',
      kind,
      ...(kind === 'dates' ? {} : { amount: nok(amount) }),
      payments: total > 0 ? [{ dueDate, amount: total }] : [],
      dropped: [],
      added: [],
      grounds: 'g',
    });
    const { state: proposed } = world;
    this.withMoney(furtherNeed(proposed, 2026), (reservationId) =>
      world.onAward({
        type: 'ApproveAmendment',
        amendment: proposed.amendments,
        approver: 'berit',
        reservationId,
        budgetYear: 2026,
        now: world.now,
      }),
    );
    this.added += Math.max(0, world.state.amount - before);
    this.reduces(before);
  }

  /** Another decision takes the place of the accepted one; one that grants nothing now and then. */
  private decide(amount: number, byAppeal: boolean): void {
    const { world } = this;
    const { state } = world;
    const before = state.amount;
    const decision = state.terms.decision + 1;
    if (amount % 6 === 0) {
      const rejection = { decision, decisionMaker: 'carl' };
      world.onAward({ type: 'FollowDecision', offer: undefined, rejection, now: world.now });
      if (world.state.terms.decision === decision) this.decided = 0;
      return this.reduces(before);
    }
    if (!mayFollow(state)) return;
    const schedule = [{ number: 1, dueDate: `${2026 + (amount % 2)}-08-01`, amount }];
    const year = Number(schedule[0]!.dueDate.slice(0, 4));
    const need = byAppeal ? [{ year, amount }] : needOfDecision(state, schedule, 2026);
    const reservationId = need.length === 0 ? state.decided.last()! : `decision-${++this.numbers}`;
    if (need.length > 0 && !this.reserve(reservationId, need)) return;
    const anew = { ...offer, conditions: [], decision, reservationId, amount: nok(amount), schedule };
    world.onAward({ type: 'FollowDecision', offer: anew, now: world.now });
    this.decided = amount;
    this.reduces(before);
  }

  private close(): void {
    const { world } = this;
    const { settled } = sumsOf(world);
    const open = [...world.state.released].filter(({ payoutId }) => {
      const status = world.payouts.get(payoutId)?.state.status;
      return status !== 'settled' && status !== 'cancelled';
    });
    world.onAward({
      type: 'CloseAward',
      person: 'anna',
      paid: settled,
      unpaidInstalments: open.map(({ number }) => number),
      openReports: [],
    });
    // What nobody is paid any more is no longer granted.
    this.closed ||= world.state.status === 'closed';
  }

  /** Reserved first, as the handlers do it. */
  private withMoney(
    need: readonly { readonly year: number; readonly amount: number }[],
    decide: (reservationId?: string) => boolean,
  ): void {
    if (need.length === 0) {
      decide();
      return;
    }
    const reservationId = `further-${++this.numbers}`;
    if (!this.reserve(reservationId, need) || decide(reservationId)) return;
    const { world } = this;
    world.onAward({ type: 'AbandonAmendment', reservationId, grounds: 'refused' });
    const { schemeId } = offer;
    world.onBudget({ type: 'ReleaseCommitment', schemeId, reservationId, grounds: 'refused' });
  }

  private reserve(reservationId: string, payments: readonly { year: number; amount: number }[]): boolean {
    const common = { schemeId: offer.schemeId, caseId: offer.awardId, currency: 'NOK', budgetYear: 2026 };
    return this.world.onBudget({ type: 'ReserveCommitment', reservationId, payments, ...common });
  }
}
