import { CommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { TakesSteps, type Sent, type Steps } from '#cqrs/steps.js';
import { derivedId } from '#eventsourcing/ids.js';
import { MAY } from '../../access.js';
import type { PayoutEvent } from '../../contract/events.js';
import type { PayoutCommand } from '../../domain/payout/payout.js';
import { approvedByAttester } from '../../domain/payout/refusals.js';
import type { Payout } from '../../domain/payout/state.js';
import { Payouts } from './payouts.js';

/** What persons do to a payout. */
const STEPS = {
  AttestPayout: {
    may: MAY['payout.attest'],
    facts: ({ person, organisation }) => ({ attester: person, organisation }),
  },
  ApprovePayout: {
    may: MAY['payout.approve'],
    facts: ({ person, organisation }) => ({ approver: person, organisation }),
    judge:
      ({ person }) =>
      (state, usual) =>
        usual?.kind === 'forbidden' && state.status === 'attested' && state.attester === person
          ? approvedByAttester()
          : usual,
  },
  /** What failed, came back or was left unpaid is handed over once more, under an instruction of its own. */
  InstructPayout: {
    may: MAY['payout.instruct'],
    facts: ({ id, commandId }) => ({ instructionId: derivedId('instruction', id, commandId) }),
  },
  AcknowledgePayout: { may: MAY['payout.settle'] },
  SettlePayout: { may: MAY['payout.settle'] },
  FailPayout: { may: MAY['payout.settle'] },
  ReturnPayout: { may: MAY['payout.settle'] },
  CancelPayout: { may: MAY['payout.cancel'], facts: ({ person }) => ({ person }) },
} as const satisfies Steps<Payout, PayoutCommand>;

/** A step on the payout `id`. */
export class TakePayoutStep extends ResourceCommand<Sent<PayoutCommand, typeof STEPS>> {}

@CommandHandler(TakePayoutStep)
export class PayoutSteps extends TakesSteps<Payout, PayoutCommand, PayoutEvent, unknown> {
  constructor(payouts: Payouts) {
    super(payouts, STEPS, undefined);
  }
}
