import { CommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { TakesSteps, type Asking, type Sent, type Steps } from '#cqrs/steps.js';
import type { Outcome } from '#eventsourcing/command.js';
import { derivedId } from '#eventsourcing/ids.js';
import { unsoundIn } from '#eventsourcing/official-decisions.js';
import { ImpartialityRecords } from '#impartiality/official-steps.js';
import type { Money } from '#money/money.js';
import { ReferenceDigests } from '#sealing/reference-digests.js';
import { MAY } from '../../access.js';
import type { PayoutEvent } from '../../contract/events.js';
import type { PayoutCommand } from '../../domain/payout/payout.js';
import { attestation } from '../../domain/payout/prepared.js';
import { approvedByAttester } from '../../domain/payout/refusals.js';
import type { Payout } from '../../domain/payout/state.js';
import { takenOn, type Recovery } from '../../domain/recovery/state.js';
import { Recoveries } from '../recoveries/recoveries.js';
import { Payouts } from './payouts.js';
import { Reservations, type Bounds } from './reservations.js';

interface Sources {
  readonly impartiality: ImpartialityRecords;
  readonly references: ReferenceDigests;
  readonly payouts: Payouts;
  readonly recoveries: Recoveries;
}

/** What received money counts for. */
interface AllocationBody {
  readonly receivedId: string;
  readonly recoveryId: string;
  readonly amount?: Money | undefined;
}

/** What a claim of the payout's case takes, in its currency: also of what is written off or barred, which is validly paid. */
function claimOf(payout: Payout, claim: Recovery): { readonly owed: number } | undefined {
  if (payout.status === 'none' || claim.status === 'none') return undefined;
  const same =
    claim.order.caseId === payout.order.caseId &&
    claim.order.amount.currency === payout.order.amount.currency;
  return same ? { owed: takenOn(claim) } : undefined;
}

/** A report of money that moved, without what is not for the finance side to say. */
type Reported<Type> = Omit<Extract<PayoutCommand, { type: Type }>, 'type' | 'today' | 'referenceDigest'>;

/** Money that came back unasked, as it is reported. */
type ReceivedBody = Omit<Reported<'RecordReceivedMoney'>, 'receivedId'>;

/** A report as the payout judges it: by the day it comes, and by the digest of its reference. */
async function reported<Report extends { readonly bankReference: string }>(
  report: Report,
  { id, today }: Asking,
  { references }: Sources,
) {
  const referenceDigest = await references.of(`payout ${id}`, report.bankReference);
  return { ...report, referenceDigest, today };
}

/** Why nothing is paid in the case of a payout for now. */
async function heldOf({ id }: Asking, { payouts, impartiality }: Sources) {
  const state = await payouts.find(id);
  return state.status === 'none' ? undefined : impartiality.heldBy(state.order.caseId);
}

/** Whether the attestation that waits for approval is one of somebody who turned out to have a conflict of interest. */
async function isUnsound({ id }: Asking, { payouts, impartiality }: Sources): Promise<boolean> {
  const state = await payouts.find(id);
  if (state.status === 'none') return false;
  const { caseId } = state.order;
  const keeper = await impartiality.of(caseId);
  return keeper !== undefined && (await unsoundIn(attestation(state), caseId, keeper)) !== undefined;
}

/** What persons do to a payout. */
const STEPS = {
  AttestPayout: {
    may: MAY['payout.attest'],
    facts: async (asking, from) => ({
      attester: asking.person,
      organisation: asking.organisation,
      anew: await isUnsound(asking, from),
      held: await heldOf(asking, from),
    }),
  },
  ApprovePayout: {
    may: MAY['payout.approve'],
    facts: async (asking, from) => ({
      approver: asking.person,
      organisation: asking.organisation,
      held: await heldOf(asking, from),
    }),
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
    command: async (bounds: Bounds, asking, from) => ({
      instructionId: derivedId('instruction', asking.id, asking.commandId),
      instructedOn: asking.occursOn,
      held: await heldOf(asking, from),
      ...bounds,
    }),
  },
  AcknowledgePayout: { may: MAY['payout.settle'] },
  SettlePayout: { may: MAY['payout.settle'], command: reported<Reported<'SettlePayout'>> },
  FailPayout: { may: MAY['payout.settle'] },
  ReturnPayout: { may: MAY['payout.settle'], command: reported<Reported<'ReturnPayout'>> },
  RecordReceivedMoney: {
    may: MAY['payout.settle'],
    command: async (received: ReceivedBody, asking, from) => ({
      ...(await reported(received, asking, from)),
      receivedId: derivedId('received', asking.id, asking.commandId),
    }),
  },
  AllocateReceivedMoney: {
    may: MAY['payout.allocate'],
    command: async (sent: AllocationBody, { id, person }, { payouts, recoveries }) => ({
      ...sent,
      person,
      claim: claimOf(await payouts.find(id), await recoveries.find(sent.recoveryId)),
    }),
  },
  ReleaseAllocation: { follows: 'a claim that did not take it' },
  ReturnReceivedMoney: {
    may: MAY['payout.settle'],
    facts: ({ person, today }) => ({ person, today }),
  },
  CancelPayout: { may: MAY['payout.cancel'], facts: ({ person }) => ({ person }) },
} as const satisfies Steps<Payout, PayoutCommand, Sources>;

/** A step on the payout `id`. */
export class TakePayoutStep extends ResourceCommand<Sent<PayoutCommand, typeof STEPS>> {}

@CommandHandler(TakePayoutStep)
export class PayoutSteps extends TakesSteps<Payout, PayoutCommand, PayoutEvent, Sources> {
  constructor(
    payouts: Payouts,
    recoveries: Recoveries,
    references: ReferenceDigests,
    impartiality: ImpartialityRecords,
    private readonly reservations: Reservations,
  ) {
    super(payouts, STEPS, { payouts, recoveries, references, impartiality });
  }

  /** An instruction goes out within what is reserved for it. */
  override execute(step: TakePayoutStep): Promise<Outcome> {
    const { id, content, context } = step;
    if (content.type !== 'InstructPayout') return super.execute(step);
    const give = (bounds: Bounds) =>
      super.execute(new TakePayoutStep(id, { ...content, ...bounds }, context));
    return this.reservations.within(id, context, give);
  }
}
