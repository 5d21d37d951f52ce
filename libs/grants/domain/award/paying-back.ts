import { accept, refuse } from '#eventsourcing/decider.js';
import { money as amountOf } from '#money/money.js';
import type { AwardEvent } from '../../contract/events.js';
import { fallenOf } from './fallen-claims.js';
import { no } from './refusals.js';
import type { ReservedBack } from './reserved.js';
import type { Answer } from './standing.js';
import type { MoneyStanding } from './standing-of-money.js';
import type { AcceptedAward } from './state.js';

/** To pay back what was repaid on a claim that fell is about to be approved. */
interface ReservePayingBack extends ReservedBack {
  readonly type: 'ReservePayingBack';
  /** As it stood when the award was at this very event. */
  readonly money: MoneyStanding;
}

/** So much as is to be paid back beside what is reserved on other claims. */
function reserve({ recoveryId, payingBack, amount, money }: ReservePayingBack, state: AcceptedAward): Answer {
  const before = state.backs?.get(recoveryId);
  if (before?.payingBack === payingBack && before.amount === amount) return accept();
  const most = fallenOf(state, money).owedBack - reservedBackOf(state, money, recoveryId);
  if (amount > most) return refuse(no.owedBack(amount, Math.max(0, most)));
  const { awardId, amount: granted } = state.terms;
  return accept<AwardEvent>({
    type: 'PayingBackReserved',
    data: { awardId, recoveryId, payingBack, amount: amountOf(amount, granted.currency) },
  });
}

/** What holds money of an award for paying back. */
export const payingBacks = { ReservePayingBack: reserve };

/**
 * Minor units that are about to be approved to be paid back, those on one claim aside where it is named: what was approved
 * since counts in the claim's own figures, and what was returned or replaced not at all.
 */
export function reservedBackOf(
  { backs }: Pick<AcceptedAward, 'backs'>,
  { claims }: MoneyStanding,
  aside?: string,
): number {
  if (!backs) return 0;
  let reserved = 0;
  for (const { recoveryId, payingBackProposed, owedBack = 0 } of claims) {
    const back = backs.get(recoveryId);
    if (recoveryId !== aside && back && back.payingBack === payingBackProposed)
      reserved += Math.min(back.amount, owedBack);
  }
  return reserved;
}
