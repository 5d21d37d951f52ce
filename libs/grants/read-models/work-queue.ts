import type { PayoutEvent } from '#payouts/contract/events.js';
import { searchable } from '#cqrs/queries/search.js';
import type { Projection } from '#projections/projection.js';
import { row, table, type RowOf } from '#projections/table.js';
import type {
  AppealEvent,
  ApplicationEvent,
  AwardEvent,
  CaseNumberGiven,
  NoticeEvent,
} from '../contract/events.js';
import { APPLICATION_EVENTS, isOfAward, nextIn } from './application-columns.js';
import {
  dutiesAfter,
  dutiesOf,
  QUEUE_DUTY_EVENTS,
  withoutPayouts,
  type QueueDutyEvent,
} from './queue-duties.js';
import { nextInstalment, planAfter, releasedFrom } from './queue-plan.js';
import { returnedAfterEnd, returnsAfter } from './queue-returns.js';
import { isOfApplication, ofApplication } from './queue-applications.js';
import { reviewAfter } from './queue-reviews.js';
import { QUEUE_REQUEST_EVENTS, requestsAfter } from './queue-requests.js';
import { appropriationsAfter } from './queue-appropriations.js';
import { noticesAfter, QUEUE_NOTICE_EVENTS } from './queue-notices.js';
import { NO_DEADLINE, offerColumns } from './queue-offers.js';
import { endedBy, goingOnAfter, ofAward, reinstated, replanned, termsChanged } from './queue-going-on.js';
import { CASE_NUMBER, caseOf, mayLackApplication, numbered } from './other-cases.js';
import { appealsAfter, nearest, QUEUE_APPEAL_EVENTS, type QueueAppealEvent } from './queue-appeals.js';

/** One row per case: what is to be done next, by whom, until when. */
export const workQueue = table({
  name: 'work_queue',
  key: ['case_id'],
  partition: 'case_id',
  indexes: [
    ['directorate', 'open', 'deadline', 'case_id'],
    ['case_number'],
    { sql: 'USING gin (search gin_trgm_ops)' },
  ],
  columns: {
    case_id: { type: 'text' },
    case_number: CASE_NUMBER,
    directorate: { type: 'text' },
    applicant: { type: 'text' },
    applicant_name: { type: 'text' },
    scheme_id: { type: 'text' },
    call_id: { type: 'text' },
    title: { type: 'text' },
    /** Title and applicant in lower case, for the free-text search. */
    search: { type: 'text' },
    state: { type: 'text' },
    /** What is to be done next. */
    next: { type: 'text', nullable: true },
    /** Whether anything is left to do. */
    open: { type: 'boolean' },
    assignee: { type: 'text', nullable: true },
    /** When the decision is due, for when a supplement has come. */
    decision_due: { type: 'date' },
    /** Whether notice of the decision in force was received. */
    notified: { type: 'boolean' },
    /** What the applicant is to supplement or accept by; the decision's due date, then that of the next instalment; `9999-12-31` when there is none. */
    deadline: { type: 'date' },
    currency: { type: 'text' },
    applied: { type: 'bigint' },
    /** Minor units in force. */
    granted: { type: 'bigint' },
    /** Minor units still to be paid. */
    unpaid: { type: 'bigint' },
    /** Whether anything is left to do, and until when, appeals and other duties left aside. */
    own_open: { type: 'boolean' },
    own_deadline: { type: 'date' },
    /** Appeals something is to be done about, as JSON. */
    appeals: { type: 'text' },
    /** What reports, recoveries, aid and payouts ask for, as JSON. */
    duties: { type: 'text' },
    /** Instalments to be released, as JSON. */
    plan: { type: 'text' },
    submitted_on: { type: 'timestamptz', volatile: true },
  },
});

/** A row of the work queue. */
export type QueueRow = RowOf<typeof workQueue>;

const NO_PLAN = '{"planned":[],"released":[]}';

type QueueEvent =
  CaseNumberGiven | ApplicationEvent | AppealEvent | AwardEvent | PayoutEvent | QueueDutyEvent | NoticeEvent;

const EVENTS = [
  'ApplicationSubmitted',
  'CaseNumberGiven',
  ...APPLICATION_EVENTS,
  'AwardAccepted',
  'AwardLapsed',
  'AwardDeclined',
  'AcceptanceDateSet',
  'AwardAmended',
  'AwardContinued',
  'AwardRevoked',
  'AmendmentLifted',
  'AwardReinstated',
  'DecisionFollowed',
  'InstalmentsReplanned',
  'AppropriationAwaited',
  'AwardClosed',
  'PayoutPartiallySettled',
  ...QUEUE_DUTY_EVENTS,
  ...QUEUE_APPEAL_EVENTS,
  ...QUEUE_NOTICE_EVENTS,
  ...QUEUE_REQUEST_EVENTS,
] as const satisfies readonly QueueEvent['type'][];

/** The caseworkers' work queue. */
export const workQueueProjection: Projection<QueueEvent> = {
  name: 'work-queue',
  version: 19,
  tables: [workQueue],
  extensions: ['pg_trgm'],
  eventTypes: EVENTS,
  keyOf: caseOf,
  rowsOf: (event) => [row(workQueue, caseOf(event)!)],
  apply(event, rows) {
    const caseId = caseOf(event)!;
    if (event.type === 'CaseNumberGiven') return rows.change(workQueue, [caseId], numbered(event));
    if (event.type === 'ApplicationSubmitted') {
      const { data } = event;
      return rows.put(workQueue, {
        case_id: caseId,
        case_number: null,
        directorate: data.directorate,
        applicant: data.applicant.organisation,
        applicant_name: data.applicant.name,
        scheme_id: data.schemeId,
        call_id: data.callId,
        title: data.title,
        search: searchable(`${data.title} ${data.applicant.name}`),
        state: 'submitted',
        next: nextIn('submitted', false),
        open: true,
        assignee: null,
        decision_due: data.decisionDue ?? NO_DEADLINE,
        notified: false,
        deadline: data.decisionDue ?? NO_DEADLINE,
        currency: data.amount.currency,
        applied: data.amount.amount,
        granted: 0,
        unpaid: 0,
        own_open: true,
        own_deadline: data.decisionDue ?? NO_DEADLINE,
        appeals: '[]',
        duties: '[]',
        plan: NO_PLAN,
        submitted_on: event.metadata.recordedAt,
      });
    }
    const before = rows.get(workQueue, caseId);
    if (!before && mayLackApplication(event)) return;
    if (!before) throw new Error(`${event.type} before the application of the case`);
    const reviewed = reviewAfter(before.duties, event);
    const duties = appropriationsAfter(requestsAfter(noticesAfter(reviewed, event), event), event);
    const own = { ...before, duties, open: before.own_open, deadline: before.own_deadline };
    const after = afterEvent(own, event, event.stream);
    const { open, deadline, appeals } = after;
    const others = dutiesOf(after.duties);
    const duty = nearest({ open, deadline, next: nextIn(after.state, after.notified) }, appeals, others);
    rows.put(workQueue, { ...after, ...duty, own_open: open, own_deadline: deadline });
  },
};

function afterEvent(own: QueueRow, event: QueueEvent, stream: string): QueueRow {
  if (isOfAppeal(event)) return { ...own, appeals: appealsAfter(own.appeals, stream, event) };
  const duties = returnsAfter(ofMoneyAndReports(own, event), event.type);
  return { ...own, duties, ...changes({ ...own, duties }, event) };
}

function isDuty(event: QueueEvent): event is QueueDutyEvent {
  return (QUEUE_DUTY_EVENTS as readonly string[]).includes(event.type);
}

/** Once a grant is over nothing is paid again by itself. */
function ofMoneyAndReports(own: QueueRow, event: QueueEvent): string {
  if (isOver(own) && event.type === 'PayoutReturned') return returnedAfterEnd(own.duties, event.data);
  if (!isDuty(event) || (isOver(own) && event.type === 'PayoutFailed')) return own.duties;
  return dutiesAfter(own.duties, event);
}

function isOfAppeal(event: QueueEvent): event is QueueAppealEvent {
  return (QUEUE_APPEAL_EVENTS as readonly string[]).includes(event.type);
}

function changes(before: QueueRow, event: QueueEvent): Partial<QueueRow> {
  switch (event.type) {
    case 'AwardAccepted': {
      const plan = planAfter(before.plan, event.data.schedule);
      return { state: 'accepted', plan, deadline: nextInstalment(plan) };
    }
    case 'PayoutOpened': {
      const plan = releasedFrom(before.plan, event.data.instalment);
      return { plan, ...(isOfAward(before.state) ? { deadline: nextInstalment(plan) } : {}) };
    }
    case 'AcceptanceDateSet':
    case 'AwardDeclined':
    case 'AwardLapsed':
      return offerColumns(event);
    case 'AwardAmended':
    case 'AwardContinued':
    case 'DecisionFollowed':
      return termsChanged(event.data, before);
    case 'AmendmentLifted':
      return event.data.ended ? {} : ofAward(termsChanged(event.data, before), before);
    case 'AwardReinstated':
      return event.data.ended ? {} : ofAward(reinstated(event.data, before), before);
    case 'AwardRevoked':
      return goingOnAfter(event.data, before) ?? { ...over(before), ...endedBy(event.data) };
    case 'InstalmentsReplanned':
      return isOver(before) || !isOfAward(before.state) ? {} : replanned(event.data, before);
    case 'AwardClosed':
      return { ...over(before), state: 'closed' };
    case 'AmendmentRequestReopened':
      return before.state === 'closed' ? { state: 'paid' } : {};
    case 'PayoutPartiallySettled':
    case 'PayoutSettled': {
      if (isOver(before)) return {};
      // Nothing is in force while a decision is annulled; what the bank pays nevertheless counts against the next one.
      if (!isOfAward(before.state)) return { granted: before.granted + event.data.amount.amount };
      const unpaid = before.unpaid - event.data.amount.amount;
      return unpaid > 0 ? { unpaid } : { unpaid, state: 'paid', open: false, deadline: NO_DEADLINE };
    }
    case 'PayoutReturned': {
      if (isOver(before)) return {};
      if (!isOfAward(before.state)) return { granted: before.granted - event.data.amount.amount };
      const unpaid = before.unpaid + event.data.amount.amount;
      return before.state === 'paid' ? { unpaid, state: 'accepted', open: true } : { unpaid };
    }
    default:
      return isOfApplication(event) ? ofApplication(before, event) : {};
  }
}

/** Nothing is to be paid any more. */
function over({ duties }: QueueRow) {
  return { open: false, unpaid: 0, deadline: NO_DEADLINE, duties: withoutPayouts(duties) };
}

/** What is still under way with the bank when a grant is revoked does not bring it back into the queue. */
function isOver({ state }: QueueRow): boolean {
  return state === 'revoked' || state === 'closed';
}
