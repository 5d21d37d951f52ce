import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import {
  barredFromJudging,
  barredFromNaming,
  givenUpBy,
  proposedBy,
  type Judge,
  type JudgeRefusal,
} from '#giving-up/giving-up.js';
import type { CoFundingFound, ReportEvent } from '../../contract/events.js';
import type { Report } from './state.js';

type Known = Exclude<Report, { status: 'none' }>;
type Answer = Decision<ReportEvent, WaiverRefusal>;

/** Why a report is not waived. */
export type WaiverRefusal = JudgeRefusal | Refusal<'nothing-proposed' | 'wrong-state'>;

/** What happens to the waiver of a report. */
type WaiverEvent = Extract<
  ReportEvent,
  { type: 'ReportWaiverProposed' | 'ReportWaiverReturned' | 'ReportWaiverStandInNamed' }
>;

/** An official proposes to do without the report. */
interface ProposeReportWaiver {
  readonly type: 'ProposeReportWaiver';
  readonly proposer: string;
  readonly grounds: string;
}

/** A further proposal replaces the one before. */
function propose({ proposer, grounds }: ProposeReportWaiver, state: Known): Answer {
  const over = overFor(state);
  if (over) return refuse(over);
  const { reportId, awardId } = state.required;
  const proposal = (state.waivers ?? 0) + 1;
  return accept<ReportEvent>({
    type: 'ReportWaiverProposed',
    data: { reportId, awardId, proposal, proposer, grounds },
  });
}

/** A decision-maker, or the stand-in named for it, does without the report. */
interface ApproveReportWaiver {
  readonly type: 'ApproveReportWaiver';
  readonly judge: Judge;
  /** Minor units paid for the years it covers: what it would account for. */
  readonly paid: number;
  /** What the grant comes to with the co-funding that other reports say came, where no other is open. */
  readonly coFunding?: CoFundingFound | undefined;
  readonly note?: string | undefined;
}

/** Another person waives it, by an authority for what the report would account for; what others say of co-funding then counts. */
function approve({ judge, paid, coFunding, note }: ApproveReportWaiver, state: Known): Answer {
  const over = overFor(state);
  if (over) return refuse(over);
  if (!state.waiver) return refuse(nothingProposed());
  const judged = givenUpBy(judge, state.waiver, paid);
  if ('refused' in judged) return refuse(judged.refused);
  const { reportId, awardId } = state.required;
  const { givenUp } = judged;
  return accept<ReportEvent>({
    type: 'ReportWaived',
    data: {
      reportId,
      awardId,
      person: judge.person,
      note,
      givenUp,
      ...(coFunding === undefined ? {} : { coFunding }),
    },
  });
}

/** A decision-maker, or the stand-in named for it, returns the proposal. */
interface ReturnReportWaiver {
  readonly type: 'ReturnReportWaiver';
  readonly judge: Judge;
  readonly grounds: string;
}

/** The report is owed as before. */
function giveBack({ judge, grounds }: ReturnReportWaiver, state: Known): Answer {
  if (!state.waiver) return refuse(nothingProposed());
  const barred = barredFromJudging(judge, state.waiver);
  if (barred) return refuse(barred);
  const { reportId, awardId } = state.required;
  const { number: proposal } = state.waiver;
  return accept<ReportEvent>({
    type: 'ReportWaiverReturned',
    data: { reportId, awardId, proposal, person: judge.person, grounds },
  });
}

/** A superior names who judges the proposal, where nobody else is left. */
interface NameReportWaiverStandIn {
  readonly type: 'NameReportWaiverStandIn';
  readonly namedBy: string;
  readonly person: string;
  readonly grounds: string;
}

/** Whoever is named did not propose it. */
function nameStandIn({ namedBy, person, grounds }: NameReportWaiverStandIn, state: Known): Answer {
  const { waiver } = state;
  if (!waiver) return refuse(nothingProposed());
  const barred = barredFromNaming({ namedBy, person }, waiver, []);
  if (barred) return refuse(barred);
  if (waiver.standIns.includes(person)) return accept<ReportEvent>();
  const { reportId, awardId } = state.required;
  return accept<ReportEvent>({
    type: 'ReportWaiverStandInNamed',
    data: { reportId, awardId, proposal: waiver.number, person, namedBy, grounds },
  });
}

/** A report is waived by two persons: it is a decision on the money it would account for. */
export const waiving = {
  ProposeReportWaiver: propose,
  ApproveReportWaiver: approve,
  ReturnReportWaiver: giveBack,
  NameReportWaiverStandIn: nameStandIn,
};

/** The report after an event of its waiver. */
export function waiverAfter(state: Known, event: WaiverEvent): Known {
  switch (event.type) {
    case 'ReportWaiverProposed': {
      const { proposal, proposer } = event.data;
      return { ...state, waivers: proposal, waiver: proposedBy(state.waiver, proposal, proposer) };
    }
    case 'ReportWaiverReturned':
      return { ...state, waiver: undefined };
    case 'ReportWaiverStandInNamed': {
      const { waiver } = state;
      if (!waiver) return state;
      return { ...state, waiver: { ...waiver, standIns: waiver.standIns.push(event.data.person) } };
    }
  }
}

function overFor({ status }: Known) {
  if (status !== 'approved' && status !== 'waived') return undefined;
  const needed = 'required, submitted or returned';
  return refusal('conflict', 'wrong-state', `the report is ${status}, this step needs it to be ${needed}`, {
    status,
    needed,
  });
}

function nothingProposed() {
  return refusal('conflict', 'nothing-proposed', 'to do without the report was not proposed');
}
