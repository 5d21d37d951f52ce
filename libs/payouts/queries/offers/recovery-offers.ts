import { deadlineAfter } from '#calendar/deadlines.js';
import { addDays } from '#calendar/oslo.js';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Offer } from '#cqrs/offer.js';
import type { ResourceCommand } from '#cqrs/resource-command.js';
import {
  ApproveClaim,
  DropRecovery,
  InterruptLimitation,
  ReplyToForewarning,
} from '../../application/recoveries/claims.js';
import { ApproveWriteOff, ProposeWriteOff } from '../../application/recoveries/repayments.js';
import { owed, type KnownRecovery } from '../../domain/recovery/state.js';
import * as examples from '../../http/examples/recoveries.js';
import { claim, plan, repayment } from '../../http/recoveries.content.js';

/** What a person may send on a recovery, with bodies made for where it stands; `today` is a calendar date. */
export function recoveryOffers(state: KnownRecovery, today: string): Offer[] {
  const { recoveryId: id, amount: forewarned } = state.order;
  const offer = (
    name: string,
    step: string,
    command: (context: CommandContext) => ResourceCommand<unknown>,
    example: object,
  ): Offer => ({ name, method: 'POST', href: `/v1/recoveries/${id}/${step}`, example, command });
  // Before the claim and after its end nothing is owed; the example still has to be a body of its route.
  const left = owed(state) > 0 ? { ...forewarned, amount: owed(state) } : forewarned;
  const dueOn = deadlineAfter(today, { weeks: 3 });
  const { reply, writeOff, dropping } = examples;
  const proposed = { ...examples.claim, amount: forewarned, dueOn };
  const agreed = { ...examples.instalments, instalments: halves(left, today) };
  const repaid = { ...examples.repayment, amount: left, receivedOn: today };
  const limitationDate =
    state.limitationDate === undefined
      ? deadlineAfter(today, { years: 3 })
      : addDays(state.limitationDate, 365);
  const limitation = { ...examples.limitation, limitationDate };
  return [
    offer('reply-to-forewarning', 'reply', (context) => new ReplyToForewarning(id, reply, context), reply),
    offer('propose-claim', 'claim', (context) => claim(id, proposed, context), proposed),
    offer('approve-claim', 'claim-approval', (context) => new ApproveClaim(id, {}, context), {}),
    offer('drop-recovery', 'dropping', (context) => new DropRecovery(id, dropping, context), dropping),
    offer('agree-instalments', 'instalments', (context) => plan(id, agreed, context), agreed),
    offer('record-repayment', 'repayments', (context) => repayment(id, repaid, context), repaid),
    offer(
      'interrupt-limitation',
      'limitation',
      (context) => new InterruptLimitation(id, limitation, context),
      limitation,
    ),
    offer(
      'propose-write-off',
      'write-off',
      (context) => new ProposeWriteOff(id, writeOff, context),
      writeOff,
    ),
    offer('approve-write-off', 'write-off-approval', (context) => new ApproveWriteOff(id, {}, context), {}),
  ];
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
