import { deadlineAfter } from '#calendar/deadlines.js';
import { addDays } from '#calendar/oslo.js';
import { possibleSteps, type PossibleCommand } from '#cqrs/possible-commands.js';
import { TakeRecoveryStep } from '../../application/recoveries/steps.js';
import { claimable } from '../../domain/recovery/barring.js';
import { expected, owed, takenOn, type KnownRecovery } from '../../domain/recovery/state.js';
import * as examples from '../../http/examples/recoveries.js';

/** What a person may send on a recovery, with bodies made for where it stands; `today` is a calendar date. */
export function possibleOnRecovery(state: KnownRecovery, today: string): PossibleCommand[] {
  const { recoveryId: id, amount: forewarned } = state.order;
  const step = possibleSteps(
    `/v1/recoveries/${id}`,
    (content: TakeRecoveryStep['content'], context) => new TakeRecoveryStep(id, content, context),
  );
  // Before the claim and after its end nothing is owed; the example still has to be a body of its route.
  const left = owed(state) > 0 ? { ...forewarned, amount: owed(state) } : forewarned;
  const taken = takenOn(state) > 0 ? { ...forewarned, amount: takenOn(state) } : forewarned;
  const counted = expected(state) > 0 ? { ...forewarned, amount: expected(state) } : forewarned;
  const due = claimable(state) > 0 ? { ...forewarned, amount: claimable(state) } : forewarned;
  const dueOn = deadlineAfter(today, { weeks: 3 });
  const limitationDate =
    state.limitationDate === undefined
      ? deadlineAfter(today, { years: 3 })
      : addDays(state.limitationDate, 365);
  return [
    step('reply', { type: 'ReplyToForewarning', ...examples.reply }),
    step('reply-registration', {
      type: 'RegisterReply',
      ...examples.reply,
      arrival: { channel: 'post', sentOn: today },
    }),
    step('claim', { type: 'ProposeClaim', ...examples.claim, amount: due, dueOn }),
    step('claim-approval', { type: 'ApproveClaim' }),
    step('claim-return', { type: 'ReturnClaim', ...examples.proposalReturn }),
    step('dropping', { type: 'ProposeGivingUp', form: 'drop', ...examples.dropping }, 'form'),
    step('instalments', {
      type: 'AgreeInstalments',
      ...examples.instalments,
      instalments: halves(counted, today),
    }),
    step('repayments', {
      type: 'RecordRepayment',
      ...examples.repayment,
      amount: taken,
      receivedOn: today,
      bankReference: `BANK-R-${state.repayments.size + 1}`,
    }),
    step('limitation', { type: 'ProlongLimitation', ...examples.limitation, on: today }),
    step('limitation-end', { type: 'BarClaim' }),
    step('limitation-move', { type: 'ProposeLimitationMove', ...examples.limitationMove, limitationDate }),
    step('limitation-move-approval', { type: 'ApproveLimitationMove' }),
    step('limitation-move-return', { type: 'ReturnLimitationMove', ...examples.proposalReturn }),
    step(
      'waiver',
      { type: 'ProposeGivingUp', form: 'waive', ...examples.waiver, amount: half(left) },
      'form',
    ),
    step('write-off', { type: 'ProposeGivingUp', form: 'write-off', ...examples.writeOff }, 'form'),
    step('new-claim', { type: 'ClaimAnew', ...examples.claimAnew }),
    step('paying-back', { type: 'ProposePayingBack', ...examples.payingBack }),
    step('paying-back-approval', { type: 'ApprovePayingBack' }),
    step('paying-back-return', { type: 'ReturnPayingBack', ...examples.proposalReturn }),
    step('paid-back', { type: 'RecordPaidBack', ...examples.paidBack, paidOn: today }),
    step('giving-up-approval', { type: 'ApproveGivingUp' }),
    step('giving-up-return', { type: 'ReturnGivingUp', ...examples.proposalReturn }),
    step('giving-up-stand-in', { type: 'NameGivingUpStandIn', ...examples.standIn }),
  ];
}

function half(left: { readonly amount: number; readonly currency: string }) {
  return { ...left, amount: Math.max(1, Math.floor(left.amount / 2)) };
}

/** What is owed in two parts, or in one where it cannot be parted. */
function halves(left: { readonly amount: number; readonly currency: string }, today: string) {
  const first = Math.floor(left.amount / 2);
  return [first, left.amount - first]
    .filter((amount) => amount > 0)
    .map((amount, index) => ({
      dueOn: deadlineAfter(today, { months: index + 1 }),
      amount: { amount, currency: left.currency },
    }));
}
