import { dateInOslo } from '#calendar/oslo.js';
import type { Decider, Decision } from '#eventsourcing/decider.js';
import { accept, answer, refuse, type CommandOf } from '#eventsourcing/decider.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import { sum, type Money } from '#money/money.js';
import type {
  CoFundingFound,
  ReportEvent,
  RequiredReport,
  StatementReference,
} from '../../contract/events.js';
import { approvedWith, counting } from './counting.js';
import type { Report } from './state.js';
import { waiverAfter, waiving, type WaiverRefusal } from './waiver.js';

/** Why a report refuses. */
export type ReportRefusal =
  | WaiverRefusal
  | Refusal<
      | 'report-unknown'
      | 'wrong-state'
      | 'other-currency'
      | 'accounts-missing'
      | 'accounts-do-not-add-up'
      | 'auditor-statement-missing'
      | 'co-funding-missing'
      | 'costs-too-low'
      | 'due-date-invalid'
      | 'four-eyes'
    >;

type Known = Exclude<Report, { status: 'none' }>;
type Answer = Decision<ReportEvent, ReportRefusal>;

const OWED: ReadonlySet<string> = new Set(['required', 'returned']);

/** The award owes the report. */
interface RequireReport {
  readonly type: 'RequireReport';
  readonly required: RequiredReport;
}

function require({ required }: RequireReport, { status }: Report): Answer {
  return status === 'none' ? accept<ReportEvent>({ type: 'ReportRequired', data: required }) : accept();
}

/** The recipient is to be reminded. */
interface RemindOfReport {
  readonly type: 'RemindOfReport';
}

function remind(_: RemindOfReport, { status, reminded, required, dueOn }: Known): Answer {
  if (!OWED.has(status) || reminded) return accept();
  const { reportId, awardId } = required;
  return accept<ReportEvent>({ type: 'ReportReminderSent', data: { reportId, awardId, dueOn } });
}

/** The day on which it was due has passed. */
interface ReportOverdue {
  readonly type: 'ReportOverdue';
  /** The due date that passed: another one may have been set since. */
  readonly dueOn: string;
  readonly dueAt: string;
}

function becomeOverdue({ dueOn, dueAt }: ReportOverdue, state: Known): Answer {
  if (!OWED.has(state.status) || state.overdue || state.dueOn !== dueOn) return accept();
  const { reportId, awardId } = state.required;
  return accept<ReportEvent>({ type: 'ReportBecameOverdue', data: { reportId, awardId, dueOn, dueAt } });
}

/** The recipient submits it. */
interface SubmitReport {
  readonly type: 'SubmitReport';
  readonly submittedBy: string;
  readonly text: string;
  readonly accounts: readonly { readonly text: string; readonly amount: number }[];
  readonly spent: Money;
  /** Whole cost of the years it covers, and the co-funding that came. */
  readonly totalCosts?: Money | undefined;
  readonly coFunding?: Money | undefined;
  readonly auditorStatement?: StatementReference | undefined;
}

function submit(command: SubmitReport, state: Known): Answer {
  const { submittedBy, text, accounts, spent, totalCosts, coFunding, auditorStatement } = command;
  const { reportId, awardId, currency, withAccounts, withAuditorStatement, withCoFunding } = state.required;
  if (!OWED.has(state.status)) return refuse(inState(state, 'required or returned'));
  if ([spent, totalCosts, coFunding].some((each) => each && each.currency !== currency))
    return refuse(refusal('invalid', 'other-currency', `the grant is in ${currency}`, { currency }));
  if (withAccounts && accounts.length === 0)
    return refuse(refusal('invalid', 'accounts-missing', 'this report comes with accounts'));
  const total = sum(accounts.map(({ amount }) => amount));
  if (accounts.length > 0 && total !== spent.amount)
    return refuse(
      refusal(
        'invalid',
        'accounts-do-not-add-up',
        `the lines add up to ${total}, ${spent.amount} is said to be spent (minor units)`,
        { total, spent: spent.amount },
      ),
    );
  if (withAuditorStatement && !auditorStatement)
    return refuse(
      refusal('invalid', 'auditor-statement-missing', 'this report comes with an auditor’s statement'),
    );
  if (withCoFunding && !(totalCosts && coFunding))
    return refuse(
      refusal(
        'invalid',
        'co-funding-missing',
        'this report states the whole cost and the co-funding that came: the grant shrinks with it',
      ),
    );
  if (totalCosts && totalCosts.amount < spent.amount)
    return refuse(
      refusal(
        'invalid',
        'costs-too-low',
        `the whole cost of ${totalCosts.amount} is less than the ${spent.amount} spent of the grant (minor units)`,
        { totalCosts: totalCosts.amount, spent: spent.amount },
      ),
    );
  const submission = state.submissions + 1;
  return accept<ReportEvent>({
    type: 'ReportSubmitted',
    data: {
      reportId,
      awardId,
      submission,
      submittedBy,
      text,
      accounts,
      spent,
      totalCosts,
      coFunding,
      auditorStatement,
    },
  });
}

/** A caseworker returns it for what is missing. */
interface ReturnReport {
  readonly type: 'ReturnReport';
  readonly person: string;
  /** Calendar date by which it is due again; after today. */
  readonly dueOn: string;
  readonly grounds: string;
  readonly now: string;
}

function giveBack({ person, dueOn, grounds, now }: ReturnReport, state: Known): Answer {
  const { reportId, awardId } = state.required;
  if (state.status !== 'submitted') return refuse(inState(state, 'submitted'));
  if (state.submittedBy === person) return refuse(fourEyes());
  if (dueOn <= dateInOslo(now))
    return refuse(refusal('invalid', 'due-date-invalid', 'a returned report is due again after today'));
  return accept<ReportEvent>({ type: 'ReportReturned', data: { reportId, awardId, person, dueOn, grounds } });
}

/** A caseworker approves it. */
interface ApproveReport {
  readonly type: 'ApproveReport';
  readonly approver: string;
  /** Minor units paid for the years it covers and not due back. */
  readonly paid: number;
  /** What the grant comes to with the co-funding that came, where it shrinks with that. */
  readonly coFunding?: CoFundingFound | undefined;
  readonly note?: string | undefined;
}

function approve({ approver, paid, coFunding, note }: ApproveReport, state: Known): Answer {
  const { reportId, awardId, withCoFunding } = state.required;
  if (state.status !== 'submitted' || !state.spent) return refuse(inState(state, 'submitted'));
  if (state.submittedBy === approver) return refuse(fourEyes());
  const { spent } = state;
  const { currency } = spent;
  return accept<ReportEvent>({
    type: 'ReportApproved',
    data: {
      reportId,
      awardId,
      approver,
      paid: { amount: paid, currency },
      spent,
      unspent: { amount: Math.max(0, paid - spent.amount), currency },
      ...(coFunding === undefined ? {} : { coFunding }),
      ...(coFunding === undefined && withCoFunding ? { coFundingLater: true } : {}),
      countsLater: true,
      unpaidLapses: true,
      note,
    },
  });
}

/** A caseworker has what is settled after the approval count too, of a report from before it did so by itself. */
interface RecountReport {
  readonly type: 'RecountReport';
  readonly person: string;
}

function recount({ person }: RecountReport, state: Known): Answer {
  const { reportId, awardId } = state.required;
  if (state.status !== 'approved') return refuse(inState(state, 'approved'));
  if (state.submittedBy === person) return refuse(fourEyes());
  if (state.countsLater) return accept();
  return accept<ReportEvent>({ type: 'ReportRecounted', data: { reportId, awardId, person } });
}

function fourEyes() {
  return refusal(
    'forbidden',
    'four-eyes',
    'a report is judged by another person than the one who submitted it',
  );
}

function inState({ status }: Known, needed: string) {
  return refusal('conflict', 'wrong-state', `the report is ${status}, this step needs it to be ${needed}`, {
    status,
    needed,
  });
}

/** What a report answers once it is required. */
const REQUIRED = {
  RemindOfReport: remind,
  ReportOverdue: becomeOverdue,
  SubmitReport: submit,
  ReturnReport: giveBack,
  ApproveReport: approve,
  RecountReport: recount,
  ...counting,
  ...waiving,
};

/** What a report can be asked to do. */
export type ReportCommand = RequireReport | CommandOf<typeof REQUIRED>;

/** A report from the duty to its approval. */
export const report: Decider<Report, ReportCommand, ReportEvent, ReportRefusal> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'RequireReport') return require(command, state);
    return state.status === 'none'
      ? refuse(refusal('not-found', 'report-unknown', 'there is no such report'))
      : answer(REQUIRED, command, state);
  },

  evolve(state, event) {
    if (event.type === 'ReportRequired') {
      const { dueOn } = event.data;
      return {
        status: 'required',
        required: event.data,
        dueOn,
        reminded: false,
        overdue: false,
        submissions: 0,
        countsLater: false,
      };
    }
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'ReportReminderSent':
        return { ...state, reminded: true };
      case 'ReportBecameOverdue':
        return { ...state, overdue: true };
      case 'ReportSubmitted': {
        const { submission, submittedBy, spent, totalCosts, coFunding } = event.data;
        const said = { submittedBy, spent, totalCosts, coFunding };
        return { ...state, status: 'submitted', submissions: submission, ...said };
      }
      case 'ReportReturned':
        return { ...state, status: 'returned', dueOn: event.data.dueOn, overdue: false };
      case 'ReportApproved':
        return { ...state, ...approvedWith(event.data), waiver: undefined };
      case 'ReportRecounted':
        return { ...state, countsLater: true };
      case 'CoFundingCounted':
        return { ...state, coFundingFound: event.data.coFunding };
      case 'ReportWaiverProposed':
      case 'ReportWaiverReturned':
      case 'ReportWaiverStandInNamed':
        return waiverAfter(state, event);
      case 'ReportWaived': {
        const { person, coFunding: coFundingFound } = event.data;
        const found = coFundingFound && { coFundingFound, approver: person };
        return { ...state, status: 'waived', waiver: undefined, ...found };
      }
    }
  },
};
