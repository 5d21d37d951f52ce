import { CommandHandler } from '@nestjs/cqrs';
import type { Outcome } from '#eventsourcing/command.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { registered, type ArrivalBody } from '#eventsourcing/arrivals.js';
import { TakesSteps, type Asking, type Sent, type Steps } from '#cqrs/steps.js';
import type { Money } from '#money/money.js';
import { ReferenceDigests } from '#sealing/reference-digests.js';
import { MAY } from '../../access.js';
import type { RecoveryEvent } from '../../contract/events.js';
import type { RecoveryCommand } from '../../domain/recovery/recovery.js';
import type { Judge } from '#giving-up/giving-up.js';
import { Basis } from './basis.js';
import { Judges } from './judges.js';
import { OwedBack, type BackBounds } from './owed-back.js';
import { fourEyes } from '../../domain/recovery/refusals.js';
import type { Recovery } from '../../domain/recovery/state.js';
import { Recoveries } from './recoveries.js';

interface Sources {
  readonly judges: Judges;
  readonly references: ReferenceDigests;
  readonly owed: OwedBack;
  readonly basis: Basis;
}

/** A repayment as the finance side reports it. */
type Repayment = Pick<
  Extract<RecoveryCommand, { type: 'RecordRepayment' }>,
  'amount' | 'receivedOn' | 'bankReference'
>;

/** What was paid back as the finance side reports it. */
type PaidBack = Pick<Extract<RecoveryCommand, { type: 'RecordPaidBack' }>, 'paidOn' | 'bankReference'>;

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
    facts: async ({ id, person, organisation, today }, { basis }) => ({
      proposer: person,
      organisation,
      today,
      basisAnnulled: await basis.isAnnulled(id),
    }),
  },
  ApproveClaim: {
    may: MAY['recovery.approve'],
    facts: async (asking, from) => ({
      ...(await judging(asking, from)),
      today: asking.today,
      basisAnnulled: await from.basis.isAnnulled(asking.id),
    }),
    judge:
      ({ person }) =>
      (state, usual) =>
        usual?.kind === 'forbidden' && state.status === 'proposed' && state.proposers.includes(person)
          ? fourEyes('a claim')
          : usual,
  },
  ReturnClaim: {
    may: MAY['recovery.approve'],
    facts: ({ person, organisation }) => ({ person, organisation }),
  },
  ProposeGivingUp: {
    may: MAY['recovery.propose-giving-up'],
    facts: ({ person }) => ({ proposer: person }),
  },
  ApproveGivingUp: { may: MAY['recovery.give-up'], facts: judging },
  ReturnGivingUp: { may: MAY['recovery.give-up'], facts: judging },
  NameGivingUpStandIn: {
    may: MAY['recovery.name-stand-in'],
    facts: async ({ id, person }, { judges }) => ({
      namedBy: person,
      decidedBy: await judges.decidersOf(id),
    }),
  },
  ProlongLimitation: {
    may: MAY['recovery.limitation'],
    facts: ({ person, today }) => ({ person, today }),
  },
  ProposeLimitationMove: {
    may: MAY['recovery.propose-limitation'],
    facts: ({ person, today }) => ({ proposer: person, today }),
  },
  ApproveLimitationMove: { may: MAY['recovery.approve'], facts: ({ person }) => ({ approver: person }) },
  ReturnLimitationMove: { may: MAY['recovery.approve'], facts: ({ person }) => ({ person }) },
  AgreeInstalments: {
    may: MAY['recovery.instalments'],
    command: async ({ instalments, grounds }: PlanBody, { id, person, today }, { basis }) => ({
      basisAnnulled: await basis.isAnnulled(id),
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
  ClaimAnew: { may: MAY['recovery.propose'], facts: ({ person }) => ({ person }) },
  ProposePayingBack: {
    may: MAY['recovery.propose-paying-back'],
    facts: async ({ id, person }, { owed }) => ({ proposer: person, most: await owed.backOn(id) }),
  },
  ApprovePayingBack: {
    may: MAY['recovery.approve'],
    command: (sent: BackBounds & { readonly note?: string | undefined }, asking) => ({
      ...sent,
      approver: asking.person,
      organisation: asking.organisation,
      today: asking.today,
    }),
  },
  ReturnPayingBack: {
    may: MAY['recovery.approve'],
    facts: ({ person, organisation }) => ({ person, organisation }),
  },
  RecordPaidBack: {
    may: MAY['recovery.repayment'],
    command: async (paid: PaidBack, { id, today }, { references }) => ({
      ...paid,
      referenceDigest: await references.of(`recovery ${id}`, paid.bankReference),
      today,
    }),
  },
  LapseForewarning: { follows: 'the passing of time' },
  ReportOverdueClaim: {
    follows: 'the passing of time',
    facts: async ({ id }, { basis }) => ({ basisAnnulled: await basis.isAnnulled(id) }),
  },
  BarClaim: { may: MAY['recovery.limitation'], facts: ({ today }) => ({ today }) },
  ReportBarredClaim: { follows: 'the passing of time' },
} as const satisfies Steps<Recovery, RecoveryCommand, Sources>;

/** Whoever judges, with the authority for it. */
async function judging(
  { id, person, organisation, actor, today }: Asking,
  { judges }: Sources,
): Promise<{ readonly judge: Judge; readonly organisation: string | undefined }> {
  const decides = actor.roles.includes('decision-maker');
  return { judge: { ...(await judges.of(id, person, today)), decides }, organisation };
}

/** A step on the recovery `id`. */
export class TakeRecoveryStep extends ResourceCommand<Sent<RecoveryCommand, typeof STEPS>> {}

@CommandHandler(TakeRecoveryStep)
export class RecoverySteps extends TakesSteps<Recovery, RecoveryCommand, RecoveryEvent, Sources> {
  constructor(
    recoveries: Recoveries,
    references: ReferenceDigests,
    judges: Judges,
    private readonly owed: OwedBack,
    basis: Basis,
  ) {
    super(recoveries, STEPS, { references, judges, owed, basis });
  }

  /** What is approved to be paid back is within what is held for it. */
  override execute(step: TakeRecoveryStep): Promise<Outcome> {
    const { id, content, context } = step;
    if (content.type !== 'ApprovePayingBack') return super.execute(step);
    return this.owed.within(id, context, (bounds, at) =>
      super.execute(new TakeRecoveryStep(id, { ...content, ...bounds }, at)),
    );
  }
}
