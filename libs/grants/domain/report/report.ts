import { dateInOslo } from '#calendar/oslo.js';
import type { Decider, Decision } from '#eventsourcing/decider.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import { sum, type Money } from '#money/money.js';
import type { ReportEvent, RequiredReport, StatementReference } from '../../contract/events.js';
import type { Report } from './state.js';

/** What a report can be asked to do. */
export type ReportCommand =
  | { readonly type: 'RequireReport'; readonly required: RequiredReport }
  | { readonly type: 'RemindOfReport' }
  | {
      readonly type: 'ReportOverdue';
      /** The due date that passed: another one may have been set since. */
      readonly dueOn: string;
      readonly dueAt: string;
    }
  | {
      readonly type: 'SubmitReport';
      readonly submittedBy: string;
      readonly text: string;
      readonly accounts: readonly { readonly text: string; readonly amount: number }[];
      readonly spent: Money;
      readonly auditorStatement?: StatementReference | undefined;
    }
  | {
      readonly type: 'ReturnReport';
      readonly person: string;
      /** Calendar date by which it is due again; after today. */
      readonly dueOn: string;
      readonly grounds: string;
      readonly now: string;
    }
  | {
      readonly type: 'ApproveReport';
      readonly approver: string;
      /** Minor units paid for the years it covers and not due back. */
      readonly paid: number;
      readonly note?: string | undefined;
    }
  | { readonly type: 'WaiveReport'; readonly person: string; readonly grounds: string };

/** Why a report refuses. */
export type ReportRefusal = Refusal<
  | 'report-unknown'
  | 'wrong-state'
  | 'other-currency'
  | 'accounts-missing'
  | 'accounts-do-not-add-up'
  | 'auditor-statement-missing'
  | 'due-date-invalid'
  | 'four-eyes'
>;

type Known = Exclude<Report, { status: 'none' }>;
type Of<Type extends ReportCommand['type']> = Extract<ReportCommand, { type: Type }>;
type Answer = Decision<ReportEvent, ReportRefusal>;

const OWED: ReadonlySet<string> = new Set(['required', 'returned']);

/** A report from the duty to its approval. */
export const report: Decider<Report, ReportCommand, ReportEvent, ReportRefusal> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'RequireReport')
      return state.status === 'none'
        ? accept<ReportEvent>({ type: 'ReportRequired', data: command.required })
        : accept();
    if (state.status === 'none')
      return refuse(refusal('not-found', 'report-unknown', 'there is no such report'));
    const { reportId, awardId } = state.required;
    switch (command.type) {
      case 'RemindOfReport':
        if (!OWED.has(state.status) || state.reminded) return accept();
        return accept<ReportEvent>({
          type: 'ReportReminderSent',
          data: { reportId, awardId, dueOn: state.dueOn },
        });
      case 'ReportOverdue':
        if (!OWED.has(state.status) || state.overdue || state.dueOn !== command.dueOn) return accept();
        return accept<ReportEvent>({
          type: 'ReportBecameOverdue',
          data: { reportId, awardId, dueOn: command.dueOn, dueAt: command.dueAt },
        });
      case 'SubmitReport':
        return submit(command, state);
      case 'ReturnReport':
        return giveBack(command, state);
      case 'ApproveReport':
        return approve(command, state);
      case 'WaiveReport':
        if (state.status === 'approved' || state.status === 'waived')
          return refuse(inState(state, 'required, submitted or returned'));
        return accept<ReportEvent>({
          type: 'ReportWaived',
          data: { reportId, awardId, person: command.person, grounds: command.grounds },
        });
    }
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
      };
    }
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'ReportReminderSent':
        return { ...state, reminded: true };
      case 'ReportBecameOverdue':
        return { ...state, overdue: true };
      case 'ReportSubmitted': {
        const { submission, submittedBy, spent } = event.data;
        return { ...state, status: 'submitted', submissions: submission, submittedBy, spent };
      }
      case 'ReportReturned':
        return { ...state, status: 'returned', dueOn: event.data.dueOn, overdue: false };
      case 'ReportApproved':
        return { ...state, status: 'approved' };
      case 'ReportWaived':
        return { ...state, status: 'waived' };
    }
  },
};

function submit(command: Of<'SubmitReport'>, state: Known): Answer {
  const { submittedBy, text, accounts, spent, auditorStatement } = command;
  const { reportId, awardId, currency, withAccounts, withAuditorStatement } = state.required;
  if (!OWED.has(state.status)) return refuse(inState(state, 'required or returned'));
  if (spent.currency !== currency)
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
  const submission = state.submissions + 1;
  return accept<ReportEvent>({
    type: 'ReportSubmitted',
    data: { reportId, awardId, submission, submittedBy, text, accounts, spent, auditorStatement },
  });
}

function giveBack({ person, dueOn, grounds, now }: Of<'ReturnReport'>, state: Known): Answer {
  const { reportId, awardId } = state.required;
  if (state.status !== 'submitted') return refuse(inState(state, 'submitted'));
  if (state.submittedBy === person) return refuse(fourEyes());
  if (dueOn <= dateInOslo(now))
    return refuse(refusal('invalid', 'due-date-invalid', 'a returned report is due again after today'));
  return accept<ReportEvent>({ type: 'ReportReturned', data: { reportId, awardId, person, dueOn, grounds } });
}

function approve({ approver, paid, note }: Of<'ApproveReport'>, state: Known): Answer {
  const { reportId, awardId } = state.required;
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
      note,
    },
  });
}

function fourEyes() {
  return refusal(
    'forbidden',
    'four-eyes',
    'a report is judged by another person than the one who submitted it',
  );
}

function inState(state: Known, needed: string) {
  return refusal(
    'conflict',
    'wrong-state',
    `the report is ${state.status}, this step needs it to be ${needed}`,
    {
      status: state.status,
      needed,
    },
  );
}
