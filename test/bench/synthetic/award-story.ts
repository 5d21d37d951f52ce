import { yearOf } from '#calendar/oslo.js';
import type { Actor } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';
import {
  streams,
  type AwardAccepted,
  type AwardEvent,
  type DecisionContent,
  type Instalment,
} from '#grants/contract/events.js';
import { payoutStream, type PayoutEvent, type PayoutOrder } from '#payouts/contract/events.js';
import type { Random } from './random.js';
import { official } from './schemes.js';
import type { Step } from './step.js';
import type { SyntheticCase } from './synthetic-case.js';

/** A granted case from acceptance to its last settled payout. */
export function* awarded(
  of: SyntheticCase,
  random: Random,
  { amount, conditions, schedule }: DecisionContent,
  today: () => string,
): Generator<Step> {
  const { caseId, scheme, applicant } = of;
  const { schemeId, directorate, regulationVersion, callIds } = scheme;
  const stream = streams.award(caseId);
  const award: AwardAccepted['data'] = {
    awardId: caseId,
    schemeId,
    callId: callIds[0]!,
    directorate,
    regulationVersion,
    reservationId: derivedId('reservation', caseId, 1, 0),
    budgetYear: yearOf(today()),
    recipient: applicant.organisation!,
    amount,
    decision: 1,
    conditions: conditions.map((_, index) => ({ number: index + 1, beforePayout: false })),
    schedule,
  };
  for (const [index, instalment] of schedule.entries()) {
    const payoutId = derivedId('payout', caseId, instalment.number);
    const released = release(award, instalment, payoutId);
    if (index === 0) {
      const accepted: AwardEvent = { type: 'AwardAccepted', data: award };
      yield { stream, actor: applicant, caseId, regulationVersion, events: [accepted, released] };
    } else yield { stream, actor: SYSTEM, caseId, regulationVersion, events: [released] };
    yield* paid(of, random, award, instalment, payoutId);
  }
}

const SYSTEM: Actor = { subject: 'process:instalments', roles: [] };

function release(
  award: AwardAccepted['data'],
  { number, dueDate, amount }: Instalment,
  payoutId: string,
): AwardEvent {
  const { awardId, schemeId, directorate, reservationId, recipient } = award;
  return {
    type: 'InstalmentReleased',
    data: {
      awardId,
      payoutId,
      schemeId,
      directorate,
      reservationId,
      instalment: number,
      dueDate,
      budgetYear: yearOf(dueDate),
      amount: { amount, currency: award.amount.currency },
      recipient,
    },
  };
}

function* paid(
  of: SyntheticCase,
  random: Random,
  award: AwardAccepted['data'],
  instalment: Instalment,
  payoutId: string,
): Generator<Step> {
  const { caseId, scheme } = of;
  const by = (actor: Actor, event: PayoutEvent): Step => ({
    stream: payoutStream(payoutId),
    actor,
    caseId,
    events: [event],
  });
  const order = orderOf(of, award, instalment, payoutId);
  yield by(SYSTEM, { type: 'PayoutOpened', data: order });
  const attester = official('attester', random.between(1, 4), scheme.directorate);
  yield by(attester, { type: 'PayoutAttested', data: { payoutId, attester: attester.subject } });
  const approver = official('decision-maker', random.between(1, 4), scheme.directorate);
  yield by(approver, {
    type: 'PayoutApproved',
    data: { payoutId, approver: approver.subject, note: random.words(5) },
  });

  const finance = official('finance', 1, scheme.directorate);
  const { amount, schemeId, budgetYear, dueDate } = order;
  let attempt = 1;
  let instructionId = random.uuid();
  yield by(finance, { type: 'PayoutInstructed', data: { payoutId, instructionId, attempt, amount } });
  if (random.chance(0.05)) {
    yield by(finance, {
      type: 'PayoutFailed',
      data: { payoutId, instructionId, reasonCode: 'account-closed', reason: random.words(6) },
    });
    instructionId = random.uuid();
    attempt = 2;
    yield by(finance, { type: 'PayoutInstructed', data: { payoutId, instructionId, attempt, amount } });
  }
  yield by(finance, {
    type: 'PayoutSettled',
    data: {
      payoutId,
      schemeId,
      budgetYear,
      instructionId,
      amount,
      settledOn: dueDate,
      bankReference: `REF${random.between(100_000, 999_999)}`,
    },
  });
}

function orderOf(
  { scheme, caseId, applicant, applicantName, account }: SyntheticCase,
  { reservationId, amount }: AwardAccepted['data'],
  instalment: Instalment,
  payoutId: string,
): PayoutOrder {
  const { schemeId, directorate, budgetChapter, budgetPost } = scheme;
  const { number, dueDate } = instalment;
  return {
    payoutId,
    awardId: caseId,
    caseId,
    commitmentId: reservationId,
    schemeId,
    directorate,
    instalment: number,
    dueDate,
    budgetYear: yearOf(dueDate),
    budgetChapter,
    budgetPost,
    amount: { amount: instalment.amount, currency: amount.currency },
    payee: { organisation: applicant.organisation!, name: applicantName, account },
  };
}
