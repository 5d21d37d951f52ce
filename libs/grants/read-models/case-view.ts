import type { Recorded, RecordedEvent } from '#eventsourcing/event.js';
import type { PayoutEvent } from '#payouts/contract/events.js';
import { standingAfter, type PayoutStatus } from '#payouts/contract/standing.js';
import type { Projection, Rows } from '#projections/projection.js';
import { row } from '#projections/table.js';
import type { ApplicationEvent, AwardEvent, CaseNumberGiven, Instalment } from '../contract/events.js';
import {
  APPLICATION_EVENTS,
  isOfAward,
  scoringAfter,
  stateAfter,
  type LaterApplicationEvent,
} from './application-columns.js';
import { AWARD_EVENTS, awardColumns } from './award-columns.js';
import { cases, scheduleOf, scoringOf, type CaseRow } from './case-row.js';
import { caseOf, mayLackApplication, numbered } from './other-cases.js';
import { rankOrder } from './rank-order.js';

type CaseEvent = CaseNumberGiven | ApplicationEvent | AwardEvent | PayoutEvent;

const EVENTS = [
  'ApplicationSubmitted',
  'CaseNumberGiven',
  ...APPLICATION_EVENTS,
  'AwardAccepted',
  'InstalmentReleased',
  ...AWARD_EVENTS,
  'PayoutAttested',
  'PayoutApproved',
  'PayoutInstructed',
  'PayoutAcknowledged',
  'PayoutPartiallySettled',
  'PayoutSettled',
  'PayoutFailed',
  'PayoutReturned',
  'PayoutCancelled',
  'PayoutAccountCorrected',
] as const satisfies readonly CaseEvent['type'][];

/** The case as caseworkers and applicants see it. */
export const caseView: Projection<CaseEvent> = {
  name: 'case-view',
  version: 16,
  tables: [cases],
  eventTypes: EVENTS,
  keyOf: caseOf,
  rowsOf: (event) => [row(cases, caseOf(event)!)],
  apply(event, rows) {
    const caseId = caseOf(event)!;
    if (event.type === 'CaseNumberGiven') return rows.change(cases, [caseId], numbered(event));
    if (event.type === 'ApplicationSubmitted') return rows.put(cases, opened(caseId, event.data, event));
    const before = rows.get(cases, caseId);
    if (!before && mayLackApplication(event)) return;
    if (!before) throw new Error(`${event.type} before the application of the case`);
    change(rows, before, changes(before, event), event);
  },
};

function opened(
  caseId: string,
  data: Extract<CaseEvent, { type: 'ApplicationSubmitted' }>['data'],
  { metadata, revision }: Pick<RecordedEvent, 'metadata' | 'revision'>,
): CaseRow {
  return {
    case_id: caseId,
    case_number: null,
    directorate: data.directorate,
    applicant: data.applicant.organisation,
    applicant_name: data.applicant.name,
    representative: null,
    scheme_id: data.schemeId,
    call_id: data.callId,
    regulation_version: data.regulationVersion,
    title: data.title,
    state: 'submitted',
    currency: data.amount.currency,
    applied: data.amount.amount,
    granted: null,
    released: 0,
    paid: 0,
    caseworker: null,
    decision_maker: null,
    second_assessor: null,
    scoring: '{}',
    rank_order: rankOrder('submitted', {}),
    decision: null,
    supplement_due: null,
    acceptance_due: null,
    appeal_due: null,
    scored_at: null,
    recommended_at: null,
    proposed_at: null,
    decided_at: null,
    revision,
    schedule: '[]',
    submitted_on: metadata.recordedAt,
    updated_on: metadata.recordedAt,
  };
}

function changes(before: CaseRow, event: Recorded<CaseEvent>): Partial<CaseRow> {
  switch (event.type) {
    case 'ApplicationSubmitted':
    case 'CaseNumberGiven':
      return {};
    case 'AwardAccepted':
      return { state: 'accepted', acceptance_due: null };
    case 'InstalmentReleased': {
      const { instalment, payoutId, amount } = event.data;
      const schedule = scheduleOf(before).map((each) =>
        each.number === instalment ? { ...each, payoutId, status: 'due' } : each,
      );
      return { released: before.released + amount.amount, schedule: JSON.stringify(schedule) };
    }
    case 'InstalmentCancelled':
    case 'AwardLapsed':
    case 'AwardDeclined':
    case 'AcceptanceDateSet':
    case 'AwardAmended':
    case 'AwardContinued':
    case 'AwardRevoked':
    case 'AmendmentLifted':
    case 'AwardReinstated':
    case 'DecisionFollowed':
    case 'InstalmentsReplanned':
    case 'AwardClosed':
    case 'AmendmentRequestReopened':
      return awardColumns(event, before, scheduleOf(before));
    case 'PayoutAttested':
    case 'PayoutApproved':
    case 'PayoutInstructed':
    case 'PayoutAcknowledged':
    case 'PayoutFailed':
    case 'PayoutCancelled':
    case 'PayoutAccountCorrected':
      return payout(before, event);
    case 'PayoutPartiallySettled':
      return { ...payout(before, event), ...paidBy(before, event.data) };
    case 'PayoutSettled':
      return { ...payout(before, event), ...paidBy(before, event.data) };
    case 'PayoutReturned': {
      const paid = before.paid - event.data.amount.amount;
      return {
        ...payout(before, event),
        paid,
        state: before.state === 'paid' ? 'accepted' : before.state,
      };
    }
    case 'PayoutOpened':
      return {};
    default:
      return isOfApplication(event) ? ofApplication(before, event, event.revision) : {};
  }
}

function isOfApplication(event: Recorded<CaseEvent>): event is Recorded<LaterApplicationEvent> {
  return (APPLICATION_EVENTS as readonly string[]).includes(event.type);
}

function ofApplication(before: CaseRow, event: LaterApplicationEvent, revision: number): Partial<CaseRow> {
  return {
    state: stateAfter(before.state, event),
    scoring: JSON.stringify(scoringAfter(scoringOf(before), event)),
    revision,
    ...columnsOf(before, event, revision),
  };
}

function columnsOf(before: CaseRow, event: LaterApplicationEvent, revision: number): Partial<CaseRow> {
  switch (event.type) {
    case 'CaseRepresentativeRecorded':
      return { representative: event.data.organisation ?? null };
    case 'CaseRepresentationEnded':
      return { representative: null };
    case 'SupplementRequested':
      return { supplement_due: event.data.dueOn };
    case 'ApplicationSupplemented': {
      const { amount } = event.data;
      return { supplement_due: null, ...(amount ? { applied: amount.amount } : {}) };
    }
    case 'SupplementOverdue':
      return { supplement_due: null };
    case 'CaseworkerAssigned':
      return { caseworker: event.data.caseworker };
    case 'SecondAssessorAssigned':
      return { second_assessor: event.data.assessor };
    case 'ApplicationScored':
      return { scored_at: revision };
    case 'ApplicationRecommended':
      return { recommended_at: revision };
    case 'DecisionProposed':
      return { proposed_at: revision };
    case 'DecisionApproved':
      return { ...decided(before, event.data, revision), decision_maker: event.data.decisionMaker };
    case 'DecisionReplaced':
    case 'DecisionAwaitsAppropriation':
      return isOfAward(before.state)
        ? { decided_at: revision, decision: event.data.decision, appeal_due: null }
        : decided(before, event.data, revision);
    case 'OfferAwaitsAppropriation':
    case 'WaitingGrantDeclined':
      return { acceptance_due: null };
    case 'OfferReopened': {
      const { amount, schedule, lastDay = null } = event.data;
      const planned = schedule.map((each) => ({ ...each, status: 'planned' }));
      return { granted: amount.amount, schedule: JSON.stringify(planned), acceptance_due: lastDay };
    }
    case 'DecisionNotified':
    case 'ReceiptCorrected': {
      const { acceptanceDeadline = null, appealDeadline = null } = event.data;
      const accepted = isOfAward(before.state);
      return { acceptance_due: accepted ? null : acceptanceDeadline, appeal_due: appealDeadline };
    }
    case 'AppealPeriodEnded':
      return { appeal_due: null };
    case 'ApplicationReopened':
      return {
        ...NO_DECISION,
        decision_maker: null,
        granted: null,
        decided_at: null,
        decision: null,
        schedule: JSON.stringify(released(before)),
      };
    default:
      return {};
  }
}

const NO_DECISION = { acceptance_due: null, appeal_due: null } as const;

/** What an award released stays in sight while its decision is annulled. */
function released(before: CaseRow) {
  return scheduleOf(before).filter(({ payoutId }) => payoutId !== undefined);
}

function decided(
  before: CaseRow,
  data: {
    readonly decision: number;
    readonly amount: { readonly amount: number };
    readonly schedule: readonly Instalment[];
  },
  revision: number,
): Partial<CaseRow> {
  return {
    ...NO_DECISION,
    granted: data.amount.amount,
    decided_at: revision,
    decision: data.decision,
    schedule: JSON.stringify([
      ...released(before),
      ...data.schedule.map((each) => ({ ...each, status: 'planned' })),
    ]),
  };
}

function paidBy(before: CaseRow, { amount }: { readonly amount: { readonly amount: number } }) {
  const paid = before.paid + amount.amount;
  // An award that was revoked or closed stays so, whatever the bank still reports.
  const all = before.state === 'accepted' && paid >= (before.granted ?? Infinity);
  return { paid, state: all ? 'paid' : before.state };
}

function payout(before: CaseRow, event: Exclude<PayoutEvent, { type: 'PayoutOpened' }>): Partial<CaseRow> {
  const schedule = scheduleOf(before).map((each) => {
    if (each.payoutId !== event.data.payoutId) return each;
    const { accountCorrected: corrected = false, ...instalment } = each;
    const standing = { status: each.status as PayoutStatus, accountCorrected: corrected };
    const { status, accountCorrected } = standingAfter(standing, event);
    return { ...instalment, status, ...(accountCorrected ? { accountCorrected } : {}) };
  });
  return { schedule: JSON.stringify(schedule) };
}

function change(
  rows: Rows,
  before: CaseRow,
  columns: Partial<CaseRow>,
  { metadata }: Pick<RecordedEvent, 'metadata'>,
): void {
  const after = { ...before, ...columns, updated_on: metadata.recordedAt };
  rows.put(cases, { ...after, rank_order: rankOrder(after.state, scoringOf(after)) });
}
