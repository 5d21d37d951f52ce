import { claimable } from '#payouts/domain/recovery/barring.js';
import { nok } from '#grants/domain/award/testing/offer.js';
import type { GivingUpForm } from '#giving-up/given-up.js';
import type { Judge } from '#giving-up/giving-up.js';
import { isOpen, takenOn } from '#payouts/domain/recovery/state.js';
import { instructionsOf, paidOf, reservedIdOf, underWayOf } from '#payouts/domain/payout/state.js';
import { Appeals } from './appeals.js';
import { sumsOf } from './balance.js';
import type { World } from './world.js';
import { SMALL, type Move } from './moves.js';

/** What people and the bank do to payouts and claims. */
export class Bank {
  /** Instructions beyond what was payable. */
  readonly beyond: string[] = [];
  /** Reserved, and not gone out. */
  private readonly waiting: Waiting[] = [];
  private numbers = 0;

  private readonly appeals: Appeals;

  constructor(private readonly world: World) {
    this.appeals = new Appeals(world);
  }

  /** Does it where it is about a payout or a claim. */
  play({ what, amount, pick }: Move): void {
    const { world } = this;
    if (this.waiting.length > 0 && amount % 3 === 0) this.send(this.waiting.shift()!);
    const payoutId = chosen([...world.payouts.keys()], pick);
    const recoveryId = chosen([...world.recoveries.keys()], pick);
    const payout = world.payouts.get(payoutId)?.state;
    const instructionId =
      payout && payout.status !== 'none' ? payout.attempts.at(-1)?.instructionId : undefined;
    const reported = { ...(instructionId === undefined ? {} : { instructionId }), today: world.day };
    const claim = world.recoveries.get(recoveryId)?.state;
    switch (what) {
      case 'approve-payout':
        world.onPayout(payoutId, { type: 'AttestPayout', attester: 'carl' });
        if (amount % 4 > 0) world.onPayout(payoutId, { type: 'ApprovePayout', approver: 'berit' });
        return;
      case 'hand-over':
        world.onPayout(payoutId, { type: 'AttestPayout', attester: 'carl' });
        world.onPayout(payoutId, { type: 'ApprovePayout', approver: 'berit' });
        return this.instruct(payoutId, pick % 3 === 0);
      case 'pay':
        this.play({ what: 'hand-over', amount, pick });
        return this.play({ what: 'settle', amount, pick });
      case 'claim-and-repay':
        this.play({ what: 'claim', amount: 1, pick });
        return this.play({ what: 'repay', amount, pick });
      case 'claim-and-bar':
        this.play({ what: 'claim', amount: 1, pick });
        return this.play({ what: 'bar', amount, pick });
      case 'claim-and-write-off':
        this.play({ what: 'claim', amount: 1, pick });
        return this.play({ what: 'write-off', amount, pick });
      case 'claim-and-waive-part':
        this.play({ what: 'claim', amount: 1, pick });
        return this.play({ what: 'waive-part', amount, pick });
      case 'claim-and-uphold-in-part':
        this.play({ what: 'claim', amount: 1, pick });
        if (amount % 3 === 0) this.play({ what: 'repay-part', amount, pick });
        return this.play({ what: 'uphold-claim-in-part', amount, pick });
      case 'claim-repay-and-annul':
      case 'annul-and-pay-back':
      case 'annul-and-claim-anew':
        this.play({ what: 'claim-and-repay', amount, pick });
        return this.appeals.play(recoveryId, { what, amount, pick });
      case 'instruct':
        return this.instruct(payoutId, pick % 3 === 0);
      case 'acknowledge':
        world.onPayout(payoutId, { type: 'AcknowledgePayout', ...reported });
        return;
      case 'settle':
        world.onPayout(payoutId, {
          type: 'SettlePayout',
          settledOn: world.day,
          ...reported,
          ...this.named('B'),
        });
        return;
      case 'settle-part': {
        const part = { amount: nok(1 + (amount % 90)), ...reported, ...this.named('B') };
        world.onPayout(payoutId, { type: 'SettlePayout', settledOn: world.day, ...part });
        return;
      }
      case 'fail':
        world.onPayout(payoutId, { type: 'FailPayout', ...reported, reasonCode: 'AC04' });
        return;
      case 'give-back':
        return this.giveBack(payoutId, amount);
      case 'give-back-cut': {
        const cut = [...world.payouts].flatMap(([id, { state }]) =>
          state.status === 'cancelled' && paidOf(state) > 0 ? [id] : [],
        );
        return this.giveBack(chosen(cut, pick), amount);
      }
      case 'correct-account':
        world.onPayout(payoutId, {
          type: 'CorrectPayoutAccount',
          correction: ++this.numbers,
          account: '12345678911',
          excluded: [],
        });
        return;
      case 'cancel-payout':
        // Seldom: it takes a person who does not want it paid.
        if (amount % 3 === 0)
          world.onPayout(payoutId, { type: 'CancelPayout', person: 'berit', grounds: 'given up' });
        return;
      case 'claim':
      case 'claim-less': {
        if (!claim || claim.status === 'none' || !isOpen(claim)) return;
        world.today += 30;
        const whole = claimable(claim);
        const some = what === 'claim' ? whole : Math.max(1, whole - (amount % 40));
        const propose = { type: 'ProposeClaim', proposer: 'anna', amount: nok(some), grounds: 'g' } as const;
        world.onRecovery(recoveryId, { ...propose, today: world.day });
        if (amount % 5 > 0)
          world.onRecovery(recoveryId, {
            type: 'ApproveClaim',
            // Whoever revoked claims all that is due back.
            judge: judgeOf(what === 'claim' ? OF_BERIT : pick),
            today: world.day,
          });
        return;
      }
      case 'drop':
        return this.giveUp(recoveryId, 'drop', undefined, pick);
      case 'waive':
      case 'write-off':
        return this.giveUp(recoveryId, what, undefined, pick);
      case 'waive-part':
        return this.giveUp(recoveryId, 'waive', 1 + (amount % 60), pick);
      case 'write-off-part':
        return this.giveUp(recoveryId, 'write-off', 1 + (amount % 60), pick);
      case 'judge-giving-up':
        world.onRecovery(recoveryId, { type: 'ApproveGivingUp', judge: judgeOf(amount) });
        return;
      case 'repay':
      case 'repay-part': {
        if (!claim || claim.status === 'none') return;
        const whole = takenOn(claim);
        if (whole === 0) return;
        const some = what === 'repay' ? whole : Math.min(whole, 1 + (amount % 50));
        world.onRecovery(recoveryId, {
          type: 'RecordRepayment',
          amount: nok(some),
          receivedOn: world.day,
          today: world.day,
          ...this.named('I'),
        });
        return;
      }
      case 'bar': {
        if (!claim || claim.status === 'none') return;
        const dates = claim.parts.map(({ limitationDate = '' }) => limitationDate).toSorted();
        world.onRecovery(recoveryId, { type: 'ReportBarredClaim', lastDay: dates[pick % dates.length]! });
        return;
      }
      case 'move-limitation': {
        const move = { type: 'ProposeLimitationMove', proposer: 'anna', grounds: 'g' } as const;
        world.onRecovery(recoveryId, { ...move, limitationDate: '2060-01-02', today: world.day });
        world.onRecovery(recoveryId, { type: 'ApproveLimitationMove', approver: 'berit' });
        return;
      }
      default:
        return this.appeals.play(recoveryId, { what, amount, pick });
    }
  }

  /** What an attempt settled comes back, or some of it. */
  private giveBack(payoutId: string, amount: number): void {
    const { world } = this;
    const payout = world.payouts.get(payoutId)?.state;
    const part = amount % 3 === 0 ? { amount: nok(1 + (amount % 60)) } : {};
    const returned = { returnedOn: world.day, reasonCode: 'AC06', today: world.day };
    const attempts = payout && payout.status !== 'none' ? payout.attempts : undefined;
    const settled = attempts?.findLast((each) => each.settled > each.returned)?.instructionId;
    const of = settled === undefined ? {} : { instructionId: settled };
    world.onPayout(payoutId, { type: 'ReturnPayout', ...of, ...returned, ...part, ...this.named('R') });
  }

  private named(prefix: string) {
    const bankReference = `${prefix}-${++this.numbers}`;
    return { bankReference, referenceDigest: `digest of ${bankReference}` };
  }

  /** Proposed, and mostly judged at once; who judges may be anybody. */
  private giveUp(recoveryId: string, form: GivingUpForm, part: number | undefined, pick: number): void {
    const { world } = this;
    const amount = part === undefined ? {} : { amount: nok(part) };
    const proposer = pick % 7 === 0 ? 'eva' : 'dina';
    world.onRecovery(recoveryId, { type: 'ProposeGivingUp', form, proposer, grounds: 'g', ...amount });
    if (pick % 4 > 0) world.onRecovery(recoveryId, { type: 'ApproveGivingUp', judge: judgeOf(pick) });
    else if (pick % 8 > 0)
      world.onRecovery(recoveryId, { type: 'ReturnGivingUp', judge: judgeOf(0), grounds: 'g' });
  }

  /** As the step does it: with what the award holds for it, now and then later than that. */
  private instruct(payoutId: string, later: boolean): void {
    const { world } = this;
    const paidTo = world.payouts.get(payoutId)?.state;
    if (!paidTo || paidTo.status === 'none' || !INSTRUCTABLE.includes(paidTo.status)) return;
    if (underWayOf(paidTo) > 0) return;
    const payments = new Map(
      [...world.payouts].flatMap(([id, { state: payout }]) => {
        if (payout.status === 'none') return [];
        const paid = payout.attempts.reduce((all, { settled, returned }) => all + settled - returned, 0);
        const last = payout.attempts.at(-1);
        const atBank = ['instructed', 'acknowledged', 'partially-settled'].includes(payout.status);
        const underWay = last && atBank ? last.amount - last.settled : 0;
        const cancelled = payout.status === 'cancelled';
        const standing = { paid, underWay, opened: true, cancelled, byPerson: false };
        return [[id, { ...standing, instructions: instructionsOf(payout) }] as const];
      }),
    );
    const claims = [...world.recoveries].flatMap(([recoveryId, { state: claim }]) => {
      if (claim.status === 'none') return [];
      const { order, payingBack, fallen } = claim;
      const repaid = claim.repaid - (claim.fallen?.paidBack ?? 0);
      const standing = { recoveryId, basis: order.basis, approved: true, repaid };
      return {
        ...standing,
        owed: isOpen(claim) ? order.amount.amount - repaid : 0,
        givenUp: 0,
        writtenOff: 0,
        stillOwed: 0,
        owedBack: fallen?.owedBack ?? 0,
        payingBackProposed: payingBack?.approvedOn === undefined ? payingBack?.number : undefined,
        inAll: order.amount.amount,
      };
    });
    const instruction = instructionsOf(paidTo) + 1;
    const instructionId = reservedIdOf(payoutId, instruction);
    const money = { payments, claims };
    const amount = paidTo.order.amount.amount;
    const given = { payoutId, instruction, instructionId };
    if (!world.onAward({ type: 'ReserveInstruction', ...given, amount, money })) return;
    if (later) this.waiting.push(given);
    else this.send(given);
  }

  /** What was reserved goes out, unless it lapsed meanwhile. */
  private send({ payoutId, instruction, instructionId }: Waiting): void {
    const { world } = this;
    const { state } = world;
    const inAll = state.instructions?.get(payoutId)?.inAll ?? 0;
    const before = sumsOf(world);
    const own = underWayOfPayout(world, payoutId);
    const reserved = { instruction, inAll };
    const sent = world.onPayout(payoutId, {
      type: 'InstructPayout',
      instructionId,
      instructedOn: world.day,
      reserved,
    });
    if (!sent) return;
    const { underWay } = sumsOf(world);
    const inForce = state.suspendedBy === undefined ? state.amount : 0;
    const most = Math.max(0, inForce - before.kept - (before.underWay - own));
    const handed = underWay - (before.underWay - own);
    if (handed > most) this.beyond.push(`${handed} of ${most}`);
  }
}

/** An instruction that was reserved and has not gone out. */
interface Waiting {
  readonly payoutId: string;
  readonly instruction: number;
  readonly instructionId: string;
}

function underWayOfPayout(world: World, payoutId: string): number {
  const payout = world.payouts.get(payoutId)?.state;
  return payout && payout.status !== 'none' ? underWayOf(payout) : 0;
}

const INSTRUCTABLE = ['approved', 'partially-settled', 'failed', 'returned'];
const OF_BERIT = 3;

/** Whoever judges what is given up: one who decided before, one who proposes, and others by what was delegated to them. */
function judgeOf(pick: number): Judge {
  const of = { decides: true, decidedBy: ['berit'] };
  const anySum = { ...of, person: 'frida', delegations: [{ delegationId: 'any' }] };
  const judges: readonly Judge[] = [
    anySum,
    { ...of, person: 'eva', delegations: [{ delegationId: 'small', upTo: SMALL }] },
    anySum,
    { ...of, person: 'berit', delegations: [{ delegationId: 'of-berit' }] },
    { ...of, person: 'gro', delegations: [] },
  ];
  return judges[pick % judges.length]!;
}

/** The latest, but for every third draw. */
function chosen(ids: readonly string[], pick: number): string {
  return ids.at(-1 - (pick % 3 === 0 ? pick % Math.max(1, ids.length) : 0)) ?? '';
}
