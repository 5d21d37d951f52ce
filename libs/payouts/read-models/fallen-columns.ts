import type { ClaimAnnulled, ClaimPartlyUpheld, FollowedUpEvent } from '../contract/events.js';
import type { RecoveryRow } from './recovery-rows.js';

/** What a row tells of a claim that fell. */
type FallenColumns = Pick<
  RecoveryRow,
  'owed_back' | 'paid_back' | 'undecided' | 'sent_back' | 'paying_back' | 'paying_back_amount'
>;

/** Of a claim of which no appeal took anything. */
export const NOT_FALLEN: FallenColumns = {
  owed_back: 0,
  paid_back: 0,
  undecided: 0,
  sent_back: false,
  paying_back: null,
  paying_back_amount: null,
};
const NOTHING_TO_PAY = { paying_back: null, paying_back_amount: null } as const;

/** What an annulment leaves of a claim: what was repaid is owed back, and what the appeal body annuls is decided anew. */
export function annulledColumns(
  { by, retaken, repaid }: ClaimAnnulled['data'],
  { claimed, paid_back }: RecoveryRow,
): Partial<FallenColumns> {
  const owed_back = repaid.amount - paid_back;
  if ((by !== 'appeal' && retaken === undefined) || !claimed)
    return { owed_back, undecided: 0, sent_back: false };
  return { owed_back, undecided: claimed - owed_back, sent_back: true };
}

/** What is owed back where a claim holds in part. */
export function partlyUpheldColumns(
  { owedBack }: ClaimPartlyUpheld['data'],
  { paid_back }: RecoveryRow,
): Partial<FallenColumns> {
  return owedBack.amount > 0 ? { owed_back: owedBack.amount - paid_back } : {};
}

/** What of a row changes with an event of a claim that fell. */
export function fallenColumns(before: RecoveryRow, event: FollowedUpEvent): Partial<RecoveryRow> {
  switch (event.type) {
    case 'PayingBackProposed':
      return { paying_back: 'proposed', paying_back_amount: event.data.amount.amount };
    case 'PayingBackApproved':
      return { ...movedBy(before, event.data.amount.amount), paying_back: 'approved' };
    case 'PayingBackReturned': {
      const undone = before.paying_back === 'approved' ? -(before.paying_back_amount ?? 0) : 0;
      return { ...movedBy(before, undone), ...NOTHING_TO_PAY };
    }
    case 'OwedBackPaid':
      return NOTHING_TO_PAY;
    case 'ClaimRenewed':
      return { undecided: 0, sent_back: false, giving_up: null, giving_up_amount: null };
    case 'FallenClaimLowered': {
      const { left, undecided } = event.data;
      const ended = left.amount === 0 && before.paying_back === 'proposed' ? NOTHING_TO_PAY : {};
      const sent_back = before.sent_back && left.amount + undecided.amount > 0;
      return { owed_back: left.amount, undecided: undecided.amount, sent_back, ...ended };
    }
  }
}

/** So much is paid back, and with that kept again. */
function movedBy({ owed_back, paid_back, undecided, sent_back }: RecoveryRow, amount: number) {
  return {
    owed_back: owed_back - amount,
    paid_back: paid_back + amount,
    undecided: undecided + (sent_back ? amount : 0),
  };
}
