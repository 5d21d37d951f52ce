import { CommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { registered, type ArrivalBody } from '#eventsourcing/arrivals.js';
import { TakesSteps, type Sent, type Steps } from '#cqrs/steps.js';
import type { Money } from '#money/money.js';
import { ReferenceDigests } from '#sealing/reference-digests.js';
import { MAY } from '../../access.js';
import type { RecoveryEvent } from '../../contract/events.js';
import type { RecoveryCommand } from '../../domain/recovery/recovery.js';
import { fourEyes } from '../../domain/recovery/refusals.js';
import type { Recovery } from '../../domain/recovery/state.js';
import { Recoveries } from './recoveries.js';

interface Sources {
  readonly references: ReferenceDigests;
}

/** A repayment as the finance side reports it. */
type Repayment = Pick<
  Extract<RecoveryCommand, { type: 'RecordRepayment' }>,
  'amount' | 'receivedOn' | 'bankReference'
>;

/** A plan as it is agreed: its amounts are in one currency. */
interface PlanBody {
  readonly instalments: readonly { readonly dueOn: string; readonly amount: Money }[];
  readonly grounds?: string | undefined;
}

/** What persons do to a recovery, and what the passing of time does. */
const STEPS = {
  ReplyToForewarning: { may: MAY['recovery.reply'], facts: ({ person }) => ({ person }) },
  RegisterReply: {
    may: MAY['recovery.register-reply'],
    command: (sent: { readonly arrival: ArrivalBody; readonly answer: string }, asking) => ({
      ...sent,
      arrival: registered(sent.arrival, asking),
      today: asking.today,
    }),
  },
  ProposeClaim: {
    may: MAY['recovery.propose'],
    facts: ({ person, organisation, today }) => ({ proposer: person, organisation, today }),
  },
  ApproveClaim: {
    may: MAY['recovery.approve'],
    facts: ({ person, organisation, today }) => ({ approver: person, organisation, today }),
    judge:
      ({ person }) =>
      (state, usual) =>
        usual?.kind === 'forbidden' && state.status === 'proposed' && state.proposers.includes(person)
          ? fourEyes('a claim')
          : usual,
  },
  DropRecovery: { may: MAY['recovery.drop'], facts: ({ person }) => ({ person }) },
  InterruptLimitation: {
    may: MAY['recovery.limitation'],
    facts: ({ person, today }) => ({ person, today }),
  },
  AgreeInstalments: {
    may: MAY['recovery.instalments'],
    command: ({ instalments, grounds }: PlanBody, { person, today }) => ({
      person,
      today,
      currency: instalments[0]!.amount.currency,
      instalments: instalments.map(({ dueOn, amount }) => ({ dueOn, amount: amount.amount })),
      grounds,
    }),
  },
  RecordRepayment: {
    may: MAY['recovery.repayment'],
    command: async (repayment: Repayment, { id, today }, { references }) => {
      const referenceDigest = await references.of(`recovery ${id}`, repayment.bankReference);
      return { ...repayment, referenceDigest, today };
    },
  },
  ProposeWriteOff: { may: MAY['recovery.write-off'], facts: ({ person }) => ({ proposer: person }) },
  ApproveWriteOff: {
    may: MAY['recovery.approve'],
    facts: ({ person, organisation }) => ({ approver: person, organisation }),
    judge:
      ({ person }) =>
      (state, usual) =>
        usual?.kind === 'forbidden' && state.status !== 'none' && state.writeOff?.proposers.includes(person)
          ? fourEyes('a write-off')
          : usual,
  },
  LapseForewarning: { follows: 'the passing of time' },
  ReportOverdueClaim: { follows: 'the passing of time' },
} as const satisfies Steps<Recovery, RecoveryCommand, Sources>;

/** A step on the recovery `id`. */
export class TakeRecoveryStep extends ResourceCommand<Sent<RecoveryCommand, typeof STEPS>> {}

@CommandHandler(TakeRecoveryStep)
export class RecoverySteps extends TakesSteps<Recovery, RecoveryCommand, RecoveryEvent, Sources> {
  constructor(recoveries: Recoveries, references: ReferenceDigests) {
    super(recoveries, STEPS, { references });
  }
}
