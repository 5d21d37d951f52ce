import { balanceOf, type ClaimStanding, type MoneyStanding } from './standing-of-money.js';
import { entitledOf, type AcceptedAward } from './state.js';

/** What claims of an award that fell on appeal have left; minor units. */
export interface FallenMoney {
  /** Repaid, and to be paid back: what the plan pays again is not. */
  readonly owedBack: number;
  /** Kept beyond what the recipient is entitled to, and sent back to be decided anew. */
  readonly undecided: number;
}

/** What is to be paid back in all, and what waits to be decided anew. */
export function fallenOf(state: AcceptedAward, money: MoneyStanding): FallenMoney {
  const ofUnspent = leftOf('unspent', state, money);
  const others = leftOf('others', state, money);
  return {
    owedBack: ofUnspent.owedBack + others.owedBack,
    undecided: ofUnspent.undecided + others.undecided,
  };
}

/** What each claim that fell comes down to, where the plan pays again what was repaid on it, or it may be kept: the latest first. */
export function fallenLoweringsOf(
  state: AcceptedAward,
  money: MoneyStanding,
): readonly (FallenMoney & { readonly recoveryId: string })[] {
  return (['unspent', 'others'] as const).flatMap((basis) => {
    const claims = of(basis, money);
    const { owedBack, undecided } = leftOf(basis, state, money);
    let left = owedBack;
    let open = undecided;
    return claims.flatMap((each) => {
      const most = { owedBack: Math.min(left, backOf(each)), undecided: Math.min(open, undecidedOf(each)) };
      left -= most.owedBack;
      open -= most.undecided;
      const same = most.owedBack === backOf(each) && most.undecided === undecidedOf(each);
      return same ? [] : [{ recoveryId: each.recoveryId, ...most }];
    });
  });
}

type Basis = 'unspent' | 'others';

function of(basis: Basis, { claims }: MoneyStanding): readonly ClaimStanding[] {
  return claims.filter((each) => (each.basis === 'unspent') === (basis === 'unspent'));
}

function leftOf(basis: Basis, state: AcceptedAward, money: MoneyStanding): FallenMoney {
  const claims = of(basis, money);
  const owedBack = total(claims.map(backOf));
  const undecided = total(claims.map(undecidedOf));
  if (owedBack + undecided === 0) return { owedBack, undecided };
  const { kept, underWay, payable } = balanceOf(state, money);
  if (basis === 'unspent')
    return {
      // Unspent money is part of what is in force, and never more.
      owedBack: Math.min(owedBack, Math.max(0, state.amount - kept - underWay - payable)),
      undecided: Math.min(undecided, Math.max(0, kept)),
    };
  const repaid = total(claims.map((each) => each.repaid));
  const left = total(money.claims.map(({ givenUp, writtenOff }) => givenUp + writtenOff)) - undecided;
  return {
    owedBack: Math.min(owedBack, Math.max(0, repaid - (state.plannedAgain ?? 0))),
    undecided: Math.min(undecided, Math.max(0, kept - entitledOf(state) - left)),
  };
}

function backOf({ owedBack = 0 }: ClaimStanding): number {
  return owedBack;
}

function undecidedOf({ undecided = 0 }: ClaimStanding): number {
  return undecided;
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((all, amount) => all + amount, 0);
}
