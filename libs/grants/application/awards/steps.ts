import { CommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { TakesSteps, type Sent, type Steps } from '#cqrs/steps.js';
import { MAY } from '../../access.js';
import type { AwardEvent } from '../../contract/events.js';
import type { AwardCommand } from '../../domain/award/award.js';
import { fallenOf } from '../../domain/award/fallen-claims.js';
import { rangeOfReinstatement } from '../../domain/award/reinstatement.js';
import { wasAccepted, type AcceptedAward, type Award } from '../../domain/award/state.js';
import { Applications } from '../applications/applications.js';
import { Representatives } from '../organisations/representatives.js';
import { ReportsOfAwards } from '../reports/reports-of-awards.js';
import { amendmentOf, type AmendmentBody } from './amendment-body.js';
import { Awards } from './awards.js';
import {
  Judges,
  preparersFirst,
  preparersOfAccountCorrection,
  preparersOfAmendment,
  preparersOfRefusals,
  preparersOfReinstatement,
  preparersOfRevocation,
  reportOfRevocation,
} from './judges.js';
import { MoneyOfAward } from './money-of-award.js';
import { annulledBeforeWithdrawal, offerOf, rejectionOf } from './offer.js';
import { Payments } from './payments.js';

interface Sources {
  readonly applications: Applications;
  readonly awards: Awards;
  readonly judges: Judges;
  readonly money: MoneyOfAward;
  readonly payments: Payments;
  readonly reports: ReportsOfAwards;
  readonly representatives: Representatives;
}

/** What persons and processes do to an award that needs no other stream but to read it. */
const STEPS = {
  FulfilCondition: { may: MAY['award.fulfil'], facts: ({ person, now }) => ({ person, now }) },
  ProposeAmendment: {
    may: MAY['award.amend'],
    command: async (sent: AmendmentBody, { id, person }, { judges }) => ({
      ...amendmentOf(sent),
      proposer: person,
      barred: await judges.conflictOf(id, person, 'mayPrepare'),
    }),
  },
  ReturnAmendment: {
    may: MAY['award.decide'],
    facts: async ({ id, person }, { judges }) => ({
      person,
      barred: await judges.conflictOf(id, person, 'mayDecide'),
    }),
    judge: ({ person }) => preparersFirst(person, preparersOfAmendment),
  },
  ProposeAmendmentRefusal: {
    may: MAY['award.amend'],
    facts: async ({ id, person }, { judges }) => ({
      proposer: person,
      barred: await judges.conflictOf(id, person, 'mayPrepare'),
    }),
  },
  ReturnAmendmentRefusal: {
    may: MAY['award.decide'],
    facts: async ({ id, person }, { judges }) => ({
      person,
      barred: await judges.conflictOf(id, person, 'mayDecide'),
    }),
    judge: ({ person }) => preparersFirst(person, preparersOfRefusals),
  },
  ApproveAmendmentRefusal: {
    may: MAY['award.decide'],
    facts: async (asking, { judges }) => ({
      approver: asking.person,
      // Nothing is given by it.
      barred: await judges.barredFrom(asking, () => 0),
      today: asking.today,
    }),
    judge: ({ person }) => preparersFirst(person, preparersOfRefusals),
  },
  ReopenAmendmentRequest: { follows: 'an appeal' },
  AbandonAmendment: { follows: 'a reservation that led to nothing; too-many-reservations' },
  ProposeRevocation: {
    may: MAY['award.revoke'],
    facts: async ({ id, person, now }, { judges }) => ({
      proposer: person,
      now,
      barred: await judges.conflictOf(id, person, 'mayPrepare'),
    }),
  },
  ApproveRevocation: {
    may: MAY['award.decide'],
    facts: async (asking, { awards, judges, reports }) => {
      const state = await awards.find(asking.id);
      const reportApprover = await reports.approverOf(reportOfRevocation(state));
      return {
        approver: asking.person,
        barred: await judges.barredFrom(asking, ({ amount }) => amount),
        judge: await judges.ofGivingUp(asking, state, reportApprover === undefined ? [] : [reportApprover]),
        now: asking.now,
      };
    },
    judge: ({ person }) => preparersFirst(person, preparersOfRevocation),
  },
  ProposeReinstatement: {
    may: MAY['award.revoke'],
    facts: async ({ id, person }, { judges }) => ({
      proposer: person,
      barred: await judges.conflictOf(id, person, 'mayPrepare'),
    }),
  },
  ReturnReinstatement: {
    may: MAY['award.decide'],
    facts: async ({ id, person }, { judges }) => ({
      person,
      barred: await judges.conflictOf(id, person, 'mayDecide'),
    }),
    judge: ({ person }) => preparersFirst(person, preparersOfReinstatement),
  },
  ApproveReinstatement: {
    may: MAY['award.decide'],
    facts: async (asking, { judges }) => ({
      approver: asking.person,
      barred: await judges.barredFrom(asking, inForceOnceReinstated),
      today: asking.today,
    }),
    judge: ({ person }) => preparersFirst(person, preparersOfReinstatement),
  },
  ProposeAccountCorrection: {
    may: MAY['award.propose-account'],
    facts: async ({ id, person, organisation, today }, { judges }) => ({
      proposer: person,
      organisation,
      today,
      barred: await judges.conflictOf(id, person, 'mayPrepare'),
    }),
    judge: async ({ id, actor, now }, { awards, representatives }) => {
      const state = await awards.find(id);
      const own = wasAccepted(state) && state.terms.recipient === actor.organisation;
      const no = own
        ? await representatives.refusalFor(actor, state.terms.recipient, 'accept', now)
        : undefined;
      return (_, usual) => usual ?? no;
    },
  },
  ApproveAccountCorrection: {
    may: MAY['award.judge-account'],
    facts: async ({ id, person }, { judges }) => ({
      approver: person,
      barred: await judges.conflictOf(id, person, 'mayDecide'),
    }),
    judge: ({ person }) => preparersFirst(person, preparersOfAccountCorrection),
  },
  RejectAccountCorrection: {
    may: MAY['award.judge-account'],
    facts: async ({ id, person }, { judges }) => ({
      person,
      barred: await judges.conflictOf(id, person, 'mayDecide'),
    }),
  },
  CloseAward: {
    may: MAY['award.close'],
    facts: async ({ id, person }, { awards, money, payments, reports }) => {
      const state = await awards.find(id);
      const made = wasAccepted(state) ? [...(await payments.ofAward(state))] : [];
      return {
        person,
        paid: made.reduce((total, [, { paid }]) => total + paid, 0),
        unpaidInstalments: made.filter(([, { finished }]) => !finished).map(([number]) => number),
        openReports: await reports.openOf(state),
        fallen: wasAccepted(state) ? fallenOf(state, await money.of(state)) : { owedBack: 0, undecided: 0 },
      };
    },
  },
  /** The time to accept is over since `dueAt`. */
  LapseAward: {
    follows: 'the passing of time',
    facts: async ({ id }, { applications }) => ({ offer: offerOf(id, await applications.find(id)) }),
  },
  RemindOfAcceptance: {
    follows: 'the passing of time',
    facts: async ({ id }, { applications }) => ({ offer: offerOf(id, await applications.find(id)) }),
  },
  /** The terms of the decision in force are taken, where that is a later one than was accepted. */
  FollowDecision: {
    follows: 'a decision',
    facts: async ({ id, now }, { applications }) => {
      const state = await applications.find(id);
      return { offer: offerOf(id, state), rejection: rejectionOf(state), now };
    },
  },
  /** Of an application that was withdrawn before its award ended by itself. */
  EndWithdrawnAward: {
    may: MAY['award.decide'],
    facts: async ({ id, person }, { applications }) => ({
      person,
      decision: annulledBeforeWithdrawal(await applications.find(id)),
    }),
  },
  SuspendAward: { follows: 'an appeal' },
  ReleaseDueInstalments: { follows: 'the passing of time', facts: ({ now }) => ({ now }) },
  AwaitAppropriation: { follows: 'an appeal, or a repayment' },
  /** A released payout was cancelled. */
  ReduceDueBack: {
    follows: 'a payout',
    command: async ({ payoutId }: { readonly payoutId: string }, _, { payments }) => ({
      payoutId,
      paid: (await payments.of(payoutId)).paid,
    }),
  },
  MoveCommitment: { follows: 'a payout' },
  RecordSpending: { follows: 'a report' },
  ClaimUnspent: { follows: 'a report', facts: ({ now }) => ({ now }) },
  HoldForShortfall: { follows: 'a report' },
  BlockPayouts: { follows: 'a report' },
  UnblockPayouts: { follows: 'a report', facts: ({ now }) => ({ now }) },
} as const satisfies Steps<Award, AwardCommand, Sources>;

/** What is granted again, minor units: the delegation has to cover it. */
function inForceOnceReinstated(state: AcceptedAward): number {
  const { revocation } = state.reinstatement ?? {};
  return rangeOfReinstatement(state, { revocation })?.below ?? state.amount;
}

/** A step on the award `id`. */
export class TakeAwardStep extends ResourceCommand<Sent<AwardCommand, typeof STEPS>> {}

/** Takes the steps on awards. */
@CommandHandler(TakeAwardStep)
export class AwardSteps extends TakesSteps<Award, AwardCommand, AwardEvent, Sources> {
  constructor(
    applications: Applications,
    awards: Awards,
    judges: Judges,
    money: MoneyOfAward,
    payments: Payments,
    reports: ReportsOfAwards,
    representatives: Representatives,
  ) {
    super(awards, STEPS, { applications, awards, judges, money, payments, reports, representatives });
  }
}
