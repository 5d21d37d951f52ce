import type { Money } from '#money/money.js';
import type { RecoveryEvent } from '#payouts/contract/events.js';

/** What is to be done about a claim; kept with the other duties of its case. */
interface OfClaim {
  readonly id: string;
  readonly next: string;
}

/** Events after which something may be left to be done of a claim that fell. */
type OfFallen = Extract<
  RecoveryEvent,
  {
    type:
      | 'ClaimAnnulled'
      | 'PayingBackProposed'
      | 'PayingBackApproved'
      | 'PayingBackReturned'
      | 'OwedBackPaid'
      | 'FallenClaimLowered'
      | 'ClaimRenewed'
      | 'RecoveryDropped'
      | 'RecoverySettled';
  }
>;

const TO_PAY_BACK = 'propose-paying-back';
const PAYING_BACK = 'pay-back';
const OF_PAYING_BACK: ReadonlySet<string> = new Set([TO_PAY_BACK, 'approve-paying-back', PAYING_BACK]);

/** What is to be done about a claim that fell: what was repaid is paid back, then what is not decided is decided anew. */
export function ofFallen(id: string, owedBack: Money, undecided?: Money): OfClaim | undefined {
  if (owedBack.amount > 0) return { id, next: TO_PAY_BACK };
  return undecided && undecided.amount > 0 ? { id, next: 'decide-claim-anew' } : undefined;
}

/** What is to be done about it after an event; nothing where that was the last of it. */
export function afterFallen<Waiting extends OfClaim>(
  before: Waiting,
  event: OfFallen,
): Waiting | OfClaim | undefined {
  const { id } = before;
  switch (event.type) {
    case 'ClaimAnnulled': {
      const { by, retaken, amount, repaid } = event.data;
      const anew = by === 'appeal' || retaken !== undefined;
      return by === undefined && !anew ? undefined : ofFallen(id, repaid, anew ? amount : undefined);
    }
    case 'PayingBackProposed':
      return { id, next: 'approve-paying-back' };
    case 'PayingBackApproved':
      return { id, next: PAYING_BACK };
    case 'PayingBackReturned':
      return { id, next: TO_PAY_BACK };
    case 'OwedBackPaid':
      return ofFallen(id, event.data.left, event.data.undecided);
    case 'FallenClaimLowered':
      return before.next === PAYING_BACK ? before : ofFallen(id, event.data.left, event.data.undecided);
    case 'ClaimRenewed':
    case 'RecoveryDropped':
    case 'RecoverySettled':
      // What was repaid is paid back all the same.
      return OF_PAYING_BACK.has(before.next) ? before : undefined;
  }
}
