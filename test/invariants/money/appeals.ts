import { fallenOf } from '#grants/domain/award/fallen-claims.js';
import type { MoneyStanding } from '#grants/domain/award/standing-of-money.js';
import { nok } from '#grants/domain/award/testing/offer.js';
import { isClaimed, type KnownRecovery } from '#payouts/domain/recovery/state.js';
import { givenUpOf } from './balance.js';
import type { Move } from './moves.js';
import { AGAINST_CLAIM } from './reactions.js';
import type { World } from './world.js';

/** What appeals against claims lead to, and what persons do about it. */
export class Appeals {
  private numbers = 0;
  /** Held on the award, and not approved. */
  private readonly reserved: Approving[] = [];

  constructor(private readonly world: World) {}

  /** Does it where it is about a claim that was appealed against. */
  play(recoveryId: string, { what, amount, pick }: Move): void {
    const { world } = this;
    const claim = world.recoveries.get(recoveryId)?.state;
    if (!claim || claim.status === 'none') return;
    if (this.reserved.length > 0 && amount % 2 === 0) this.finish(this.reserved.shift()!);
    const by = pick % 3 === 0 ? 'reversal' : 'appeal';
    switch (what) {
      case 'annul-and-pay-back':
        this.play(recoveryId, { what: 'appeal-against-claim', amount, pick });
        return this.play(recoveryId, { what: 'pay-back', amount, pick: pick + 1 });
      case 'annul-and-claim-anew':
        this.play(recoveryId, { what: 'appeal-against-claim', amount, pick: 1 });
        return this.play(recoveryId, { what: 'claim-anew', amount, pick });
      case 'appeal-against-claim':
      case 'claim-repay-and-annul':
        if (isClaimed(claim) || claim.status === 'settled')
          world.onRecovery(recoveryId, { type: 'AnnulClaim', appealId: AGAINST_CLAIM, by });
        return;
      case 'uphold-claim-in-part':
        if (claim.claimed > 1)
          world.onRecovery(recoveryId, {
            type: 'UpholdClaimInPart',
            appealId: `${AGAINST_CLAIM}-${++this.numbers}`,
            by,
            amount: 1 + (amount % (claim.claimed - 1)),
          });
        return;
      case 'claim-anew':
        world.onRecovery(recoveryId, { type: 'ClaimAnew', person: 'anna', grounds: 'g' });
        return;
      case 'propose-paying-back':
      case 'pay-back':
        this.propose(recoveryId, claim, amount);
        return what === 'pay-back' ? this.approve(recoveryId, pick) : undefined;
      case 'approve-paying-back':
        return this.approve(recoveryId, pick);
      default:
    }
  }

  private propose(recoveryId: string, { fallen }: KnownRecovery, amount: number): void {
    const { world } = this;
    const { owedBack: most } = fallenOf(world.state, moneyNow(world));
    const back = Math.min(most, fallen?.owedBack ?? 0);
    const part = amount % 2 === 0 && back > 1 ? { amount: nok(1 + (amount % back)) } : {};
    world.onRecovery(recoveryId, { type: 'ProposePayingBack', proposer: 'anna', ...part, most });
  }

  private finish({ recoveryId, reserved }: Approving): void {
    const { day: today } = this.world;
    const approver = 'berit';
    this.world.onRecovery(recoveryId, { type: 'ApprovePayingBack', approver, today, reserved });
  }

  /** Mostly it is paid as well, now and then returned. */
  private approve(recoveryId: string, pick: number): void {
    const { world } = this;
    const claim = world.recoveries.get(recoveryId)?.state;
    const back = claim && claim.status !== 'none' ? claim.payingBack : undefined;
    if (back && back.approvedOn === undefined) {
      const { number: payingBack, amount } = back;
      const reserve = { recoveryId, payingBack, amount, money: moneyNow(world) } as const;
      if (!world.onAward({ type: 'ReservePayingBack', ...reserve })) return;
      const approving = { recoveryId, reserved: payingBack };
      // Now and then something comes between.
      if (pick % 4 === 0) return void this.reserved.push(approving);
      this.finish(approving);
    }
    const bankReference = `O-${++this.numbers}`;
    if (pick % 5 === 0)
      world.onRecovery(recoveryId, { type: 'ReturnPayingBack', person: 'berit', grounds: 'g' });
    else if (pick % 5 > 1)
      world.onRecovery(recoveryId, {
        type: 'RecordPaidBack',
        paidOn: world.day,
        bankReference,
        referenceDigest: `digest of ${bankReference}`,
        today: world.day,
      });
  }
}

/** An approval that is held on the award and not made. */
interface Approving {
  readonly recoveryId: string;
  /** Number of the proposal. */
  readonly reserved: number;
}

/** How the streams stand at this moment, as the step that asks for it finds them. */
function moneyNow(world: World): MoneyStanding {
  const payments = new Map(
    [...world.payouts].flatMap(([id, { state }]) => {
      if (state.status === 'none') return [];
      const paid = state.attempts.reduce((all, { settled, returned }) => all + settled - returned, 0);
      const standing = { paid, underWay: 0, opened: true, cancelled: false, byPerson: false };
      return [[id, standing] as const];
    }),
  );
  const claims = [...world.recoveries].flatMap(([recoveryId, { state: claim }]) => {
    if (claim.status === 'none') return [];
    const { order, repaid, fallen, payingBack } = claim;
    const proposed = payingBack?.approvedOn === undefined ? payingBack?.number : undefined;
    return [
      {
        recoveryId,
        basis: order.basis,
        approved: true,
        repaid: repaid - (fallen?.paidBack ?? 0),
        owed: 0,
        givenUp: givenUpOf(claim, world),
        undecided: fallen?.undecided ?? 0,
        owedBack: fallen?.owedBack ?? 0,
        payingBackProposed: proposed,
        writtenOff: 0,
        stillOwed: 0,
        inAll: order.amount.amount,
      },
    ];
  });
  return { payments, claims };
}
