import { CommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { TakesSteps, type Asking, type Sent, type Steps } from '#cqrs/steps.js';
import { derivedId } from '#eventsourcing/ids.js';
import { ReferenceDigests } from '#sealing/reference-digests.js';
import { MAY } from '../../access.js';
import type { PayoutEvent } from '../../contract/events.js';
import type { PayoutCommand } from '../../domain/payout/payout.js';
import { approvedByAttester } from '../../domain/payout/refusals.js';
import type { Payout } from '../../domain/payout/state.js';
import { Payouts } from './payouts.js';

interface Sources {
  readonly references: ReferenceDigests;
}

/** A report of money that moved, without what is not for the finance side to say. */
type Reported<Type> = Omit<Extract<PayoutCommand, { type: Type }>, 'type' | 'today' | 'referenceDigest'>;

/** A report as the payout judges it: by the day it comes, and by the digest of its reference. */
async function reported<Report extends { readonly bankReference: string }>(
  report: Report,
  { id, today }: Asking,
  { references }: Sources,
) {
  const referenceDigest = await references.of(`payout ${id}`, report.bankReference);
  return { ...report, referenceDigest, today };
}

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
    facts: ({ id, commandId, occursOn }) => ({
      instructionId: derivedId('instruction', id, commandId),
      instructedOn: occursOn,
    }),
  },
  AcknowledgePayout: { may: MAY['payout.settle'] },
  SettlePayout: { may: MAY['payout.settle'], command: reported<Reported<'SettlePayout'>> },
  FailPayout: { may: MAY['payout.settle'] },
  ReturnPayout: { may: MAY['payout.settle'], command: reported<Reported<'ReturnPayout'>> },
  CancelPayout: { may: MAY['payout.cancel'], facts: ({ person }) => ({ person }) },
} as const satisfies Steps<Payout, PayoutCommand, Sources>;

/** A step on the payout `id`. */
export class TakePayoutStep extends ResourceCommand<Sent<PayoutCommand, typeof STEPS>> {}

@CommandHandler(TakePayoutStep)
export class PayoutSteps extends TakesSteps<Payout, PayoutCommand, PayoutEvent, Sources> {
  constructor(payouts: Payouts, references: ReferenceDigests) {
    super(payouts, STEPS, { references });
  }
}
