import { formatMoney } from '#money/format.js';
import type { ReportEvent } from '../../contract/events.js';
import type { SentencesOf } from '#cqrs/queries/sentence.js';

/** What the events of reports tell. */
export const REPORT_SENTENCES: SentencesOf<ReportEvent> = {
  ReportRequired: { what: ({ title, dueOn }) => `A report is due on ${dueOn}: ${title}` },
  ReportReminderSent: { what: ({ dueOn }) => `The recipient was reminded of the report due on ${dueOn}` },
  ReportBecameOverdue: { what: ({ dueOn }) => `The report due on ${dueOn} is overdue` },
  ReportSubmitted: {
    what: ({ submittedBy, submission, spent }) =>
      `${submittedBy} submitted the report (no. ${submission}): ${formatMoney(spent)} was spent`,
    why: ({ text }) => text,
  },
  ReportReturned: {
    what: ({ person, dueOn }) => `${person} returned the report; it is due again on ${dueOn}`,
    why: ({ grounds }) => grounds,
  },
  ReportApproved: {
    what: ({ approver, unspent }) =>
      `${approver} approved the report` +
      (unspent.amount > 0 ? `: ${formatMoney(unspent)} of what was paid was not spent` : ''),
    why: ({ note }) => note,
  },
  ReportRecounted: {
    what: ({ person }) => `${person} has what was paid after the report was approved count too`,
  },
  CoFundingCounted: {
    what: () => 'No other report is owed any more: the co-funding of all that were approved counts',
  },
  ReportWaiverProposed: {
    what: ({ proposer, proposal }) => `${proposer} proposed (no. ${proposal}) to do without the report`,
    why: ({ grounds }) => grounds,
    inner: 'To do without the report was proposed',
  },
  ReportWaiverReturned: {
    what: ({ person, proposal }) => `${person} returned proposal no. ${proposal} to do without the report`,
    why: ({ grounds }) => grounds,
    inner: 'To do without the report was not approved',
  },
  ReportWaiverStandInNamed: {
    what: ({ namedBy, person, proposal }) =>
      `${namedBy} named ${person} to judge proposal no. ${proposal} to do without the report`,
    why: ({ grounds }) => grounds,
    inner: 'A stand-in was named',
  },
  ReportWaived: {
    what: ({ person }) => `${person} waived the report`,
    why: ({ grounds, note }) => grounds ?? note,
  },
};
