import { accept, refuse } from '#eventsourcing/decider.js';
import { money as amountOf } from '#money/money.js';
import type { AwardEvent } from '../../contract/events.js';
import { isHeld } from './holding.js';
import { reservedBackOf } from './paying-back.js';
import { no } from './refusals.js';
import { undecidedOf } from './shortfall.js';
import type { Answer } from './standing.js';
import { payableOf, paymentOf, type MoneyStanding } from './standing-of-money.js';
import { entitledOf, plannedOf, type AcceptedAward } from './state.js';

/** A payout is about to be handed to the bank. */
interface ReserveInstruction {
  readonly type: 'ReserveInstruction';
  readonly payoutId: string;
  /** Its number among those of the payout: the next one. */
  readonly instruction: number;
  readonly instructionId: string;
  /** Minor units of the payout, what was paid of it included. */
  readonly amount: number;
  /** As it stood when the award was at this very event. */
  readonly money: MoneyStanding;
}

/** So much as is payable beside what is reserved for others; one that others overtook goes out no more. */
function reserve(command: ReserveInstruction, state: AcceptedAward): Answer {
  const { payoutId, instruction, instructionId, amount, money } = command;
  if (!state.released.has(payoutId)) return refuse(no.payout());
  if (isHeld(state)) return refuse(no.decisionUnderWay());
  const before = state.instructions?.get(payoutId);
  if (before && before.instruction > instruction) return accept();
  const { paid } = paymentOf({ payoutId }, money);
  const beside = payableOf(state, payoutId, money) - reservedBackOf(state, money);
  const payable = Math.min(amount - paid, beside);
  if (payable < 1) return refuse(no.payable());
  const inAll = paid + payable;
  if (before?.instruction === instruction && before.inAll >= inAll) return accept();
  const { awardId, amount: granted } = state.terms;
  const reserved = amountOf(inAll, granted.currency);
  return accept<AwardEvent>({
    type: 'InstructionReserved',
    data: { awardId, payoutId, instruction, instructionId, inAll: reserved },
  });
}

/** What holds money of an award for instructions. */
export const reserving = { ReserveInstruction: reserve };

/** What a command says beside its content. */
export interface Concluding {
  /** Ids of instructions that have gone out by now, or never will. */
  readonly concluded?: readonly string[] | undefined;
}

/**
 * Where less may be paid after these events, what was reserved before has gone out before them or never will: no
 * instruction follows a reduction that it was not judged by.
 */
export function mayFollowReserved(
  { concluded = [] }: Concluding,
  before: AcceptedAward,
  after: AcceptedAward,
): boolean {
  const { instructions } = before;
  if (!instructions || !lessMayBePaid(before, after)) return true;
  return !instructions.some(({ instructionId }) => !concluded.includes(instructionId));
}

/** Whether anything of the award that what may be paid is reckoned from went down. */
function lessMayBePaid(before: AcceptedAward, after: AcceptedAward): boolean {
  return (
    after.amount < before.amount ||
    entitledOf(after) < entitledOf(before) ||
    plannedOf(after) < plannedOf(before) ||
    undecidedOf(after) > undecidedOf(before) ||
    after.levelled !== before.levelled ||
    after.backs !== before.backs ||
    (after.suspendedBy !== undefined && before.suspendedBy === undefined) ||
    (isHeld(after) && !isHeld(before))
  );
}
