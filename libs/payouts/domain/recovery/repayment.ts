import { accept, refuse } from '#eventsourcing/decider.js';
import { sum } from '#money/money.js';
import type { RecoveryEvent } from '../../contract/events.js';
import { actsForDebtor } from './claim.js';
import type { Of } from './commands.js';
import {
  debtorRepresentative,
  dueInThePast,
  fourEyes,
  inState,
  noAmount,
  nothingProposed,
  otherCurrency,
  overpaid,
  planDoesNotAddUp,
} from './refusals.js';
import { isClaimed, lateOn, owed, type KnownRecovery } from './state.js';

/** What is owed is repaid in instalments; a further plan replaces the one before. */
export function agree(command: Of<'AgreeInstalments'>, state: KnownRecovery) {
  const { person, currency, grounds, today } = command;
  if (!isClaimed(state)) return refuse(inState(state, 'claimed'));
  if (currency !== state.order.amount.currency) return refuse(otherCurrency(state, currency));
  const instalments = command.instalments.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));
  if (instalments.some(({ amount }) => amount < 1)) return refuse(noAmount());
  const planned = sum(instalments.map(({ amount }) => amount));
  if (planned !== owed(state)) return refuse(planDoesNotAddUp(planned, owed(state)));
  const [first] = instalments;
  if (first && first.dueOn < today) return refuse(dueInThePast(first.dueOn));
  const { recoveryId } = state.order;
  return accept<RecoveryEvent>({
    type: 'RepaymentPlanAgreed',
    data: { recoveryId, person, currency, instalments, grounds },
  });
}

/** Money was paid back: never more than is owed. */
export function receive(command: Of<'RecordRepayment'>, state: KnownRecovery) {
  const { amount, currency, receivedOn, bankReference } = command;
  if (state.status === 'settled') return refuse(overpaid(amount, 0));
  if (!isClaimed(state)) return refuse(inState(state, 'claimed'));
  if (currency !== state.order.amount.currency) return refuse(otherCurrency(state, currency));
  if (amount < 1) return refuse(noAmount());
  const left = owed(state);
  if (amount > left) return refuse(overpaid(amount, left));
  const { recoveryId, awardId, schemeId } = state.order;
  const received: RecoveryEvent = {
    type: 'RepaymentReceived',
    data: { recoveryId, awardId, schemeId, amount: { amount, currency }, receivedOn, bankReference },
  };
  if (amount < left) return accept<RecoveryEvent>(received);
  const all = { amount: state.claimed, currency };
  return accept<RecoveryEvent>(received, {
    type: 'RecoverySettled',
    data: { recoveryId, awardId, amount: all },
  });
}

/** A day that was to be kept has passed; said once for the claim or its plan, and not while an appeal has it wait. */
export function passed({ dueOn, dueAt }: Of<'ReportOverdueClaim'>, state: KnownRecovery) {
  const late = isClaimed(state) && !state.overdue && !state.deferral ? lateOn(state, dueOn) : 0;
  if (late === 0) return accept<RecoveryEvent>();
  const { recoveryId, amount } = state.order;
  return accept<RecoveryEvent>({
    type: 'ClaimBecameOverdue',
    data: { recoveryId, dueAt, amount: { ...amount, amount: late } },
  });
}

/** To write off what is owed is proposed; a further proposal replaces the one before. */
export function proposeWriteOff(command: Of<'ProposeWriteOff'>, state: KnownRecovery) {
  if (!isClaimed(state)) return refuse(inState(state, 'claimed'));
  const { proposer, authority, grounds } = command;
  if (actsForDebtor(proposer, undefined, state)) return refuse(debtorRepresentative());
  const { recoveryId } = state.order;
  return accept<RecoveryEvent>({
    type: 'WriteOffProposed',
    data: { recoveryId, proposer, authority, grounds },
  });
}

/** Another person approves the write-off. */
export function approveWriteOff(command: Of<'ApproveWriteOff'>, state: KnownRecovery) {
  const { approver, organisation, note } = command;
  if (!isClaimed(state)) return refuse(inState(state, 'claimed'));
  if (!state.writeOff) return refuse(nothingProposed());
  if (actsForDebtor(approver, organisation, state)) return refuse(debtorRepresentative());
  if (state.writeOff.proposers.includes(approver)) return refuse(fourEyes('a write-off'));
  const { recoveryId, awardId, amount } = state.order;
  const { authority } = state.writeOff;
  return accept<RecoveryEvent>({
    type: 'ClaimWrittenOff',
    data: {
      recoveryId,
      awardId,
      approver,
      authority,
      amount: { ...amount, amount: owed(state) },
      note,
    },
  });
}
