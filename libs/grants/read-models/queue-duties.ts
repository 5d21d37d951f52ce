import type { PayoutEvent, RecoveryEvent } from '#payouts/contract/events.js';
import type { AidEvent } from '#state-aid/contract/events.js';
import type {
  AccountCorrected,
  AccountCorrectionProposed,
  AccountCorrectionRejected,
  ShortfallRecorded,
  ReportEvent,
  ShortfallEnded,
} from '../contract/events.js';
import type { Duty } from './queue-appeals.js';
import { afterFallen, ofFallen } from './queue-fallen-claims.js';
import { returnedAfterCancelling } from './queue-returns.js';
import { REVIEW } from './queue-reviews.js';

/** Something that is to be done in a case beside its own next step; kept as JSON in the row of its case. */
interface WaitingDuty {
  readonly id: string;
  readonly next: string;
  /** Calendar date. */
  readonly due?: string | undefined;
  /** A proposal to give it up, or to move its limitation, which is judged before anything else is done about it. */
  readonly givingUp?: string | undefined;
  /** What it was before an appeal had it wait. */
  readonly before?: Omit<WaitingDuty, 'before'> | undefined;
}

type WithDuties =
  | ReportEvent
  | RecoveryEvent
  | AidEvent
  | PayoutEvent
  | ShortfallRecorded
  | ShortfallEnded
  | AccountCorrectionProposed
  | AccountCorrected
  | AccountCorrectionRejected;

/** Events of reports, recoveries, aid, payouts and accounts that change what is to be done next in a case. */
export const QUEUE_DUTY_EVENTS = [
  'ReportReminderSent',
  'ReportBecameOverdue',
  'ReportSubmitted',
  'ReportReturned',
  'ReportApproved',
  'ReportWaiverProposed',
  'ReportWaiverReturned',
  'ReportWaived',
  'RecoveryForewarned',
  'ForewarningAnswered',
  'ForewarningLapsed',
  'ClaimProposed',
  'ClaimReturned',
  'RepaymentClaimed',
  'RepaymentPlanAgreed',
  'ClaimBecameOverdue',
  'RepaymentReceived',
  'ClaimLowered',
  'ClaimPartlyUpheld',
  'LimitationMoveProposed',
  'LimitationMoveReturned',
  'LimitationMoved',
  'LimitationInterrupted',
  'ClaimBecameBarred',
  'ClaimDeferred',
  'ClaimDeferralEnded',
  'GivingUpProposed',
  'GivingUpReturned',
  'ClaimWaived',
  'WriteOffProposed',
  'RecoverySettled',
  'ClaimWrittenOff',
  'RecoveryDropped',
  'ClaimAnnulled',
  'PayingBackProposed',
  'PayingBackApproved',
  'PayingBackReturned',
  'OwedBackPaid',
  'ClaimRenewed',
  'FallenClaimLowered',
  'DeMinimisAidGranted',
  'DeMinimisAidReleased',
  'RegisterEntryConfirmed',
  'PayoutOpened',
  'PayoutFailed',
  'PayoutReturned',
  'PayoutSettled',
  'PayoutCancelled',
  'PayoutAccountCorrected',
  'MoneyReceived',
  'ReceivedMoneyAllocated',
  'AllocationReleased',
  'ReceivedMoneyReturned',
  'ShortfallRecorded',
  'ShortfallEnded',
  'AccountCorrectionProposed',
  'AccountCorrected',
  'AccountCorrectionRejected',
] as const satisfies readonly WithDuties['type'][];

/** One of these events. */
export type QueueDutyEvent = Extract<WithDuties, { type: (typeof QUEUE_DUTY_EVENTS)[number] }>;

/** The duties of a case after an event of one of them. */
export function dutiesAfter(before: string, event: QueueDutyEvent): string {
  const duties = JSON.parse(before) as WaitingDuty[];
  const id = idOf(event);
  const others = duties.filter((each) => each.id !== id);
  const own = withProposal({ next: '', ...duties.find((each) => each.id === id), id }, event);
  if (!own) return JSON.stringify(others);
  // Nothing is attested for an account that is about to change, or of money that may not be granted.
  return JSON.stringify(HOLDING.has(own.next) ? [own, ...others] : [...others, own]);
}

/** Once a grant is over, what is still with the bank is nobody's to do; what is owed back is. */
export function withoutPayouts(before: string): string {
  const duties = JSON.parse(before) as WaitingDuty[];
  return JSON.stringify(duties.filter(({ next }) => !PAYING.has(next)));
}

const PAYING: ReadonlySet<string> = new Set(['pay', 'pay-again']);

/** These duties as such. */
export function dutiesOf(duties: string): Duty[] {
  if (duties === '[]') return [];
  const all = JSON.parse(duties) as WaitingDuty[];
  const payments = all.flatMap(({ next, due }) => (PAYING.has(next) ? (due ?? []) : []));
  return all.map(({ next: usual, givingUp: next = usual, due = NEVER }) => {
    const [first = due] = [due, ...(HOLDING.has(next) ? payments : [])].toSorted();
    return { open: true, next, deadline: first, ...(next === REVIEW ? { first: true } : {}) };
  });
}

const NEVER = '9999-12-31';
const JUDGE_ACCOUNT = 'judge-account-correction';
const DECIDE_REDUCTION = 'decide-reduction';
/** What nothing is paid before. */
const HOLDING: ReadonlySet<string> = new Set([JUDGE_ACCOUNT, REVIEW, DECIDE_REDUCTION]);

function idOf({ data }: QueueDutyEvent): string {
  if ('receivedId' in data) return data.receivedId;
  if ('reportId' in data) return data.reportId;
  if ('recoveryId' in data) return data.recoveryId;
  if ('aidId' in data) return data.aidId;
  return 'payoutId' in data ? data.payoutId : `account of ${data.awardId}`;
}

/** What is to be done, and what is proposed to be given up of it; nothing where there is neither. */
function withProposal(before: WaitingDuty, event: QueueDutyEvent): WaitingDuty | undefined {
  const after = waiting(before, event);
  const givingUp = JUDGED.has(event.type) ? undefined : (PROPOSED[event.type] ?? before.givingUp);
  if (!after || (after.next === '' && givingUp === undefined)) return undefined;
  const { givingUp: _, ...own } = after;
  return givingUp === undefined ? own : { ...own, givingUp };
}

const PROPOSED: { readonly [Type in QueueDutyEvent['type']]?: string } = {
  GivingUpProposed: 'approve-giving-up',
  ReportWaiverProposed: 'approve-report-waiver',
  LimitationMoveProposed: 'approve-limitation-move',
  // Of before giving up took an authority.
  WriteOffProposed: 'propose-write-off-anew',
};
/** What a proposal to give up does not outlive. */
const JUDGED: ReadonlySet<string> = new Set([
  'GivingUpReturned',
  'ClaimWaived',
  'ClaimWrittenOff',
  'RepaymentClaimed',
  'RecoveryDropped',
  'ClaimRenewed',
  'ReportWaiverReturned',
  'LimitationMoveReturned',
  'LimitationMoved',
]);

function waiting(before: WaitingDuty, event: QueueDutyEvent): WaitingDuty | undefined {
  const { id } = before;
  switch (event.type) {
    case 'ReportReminderSent':
    case 'ReportReturned':
      return { id, next: 'await-report', due: event.data.dueOn };
    case 'ReportBecameOverdue':
      return { id, next: 'demand-report', due: event.data.dueOn };
    case 'ReportSubmitted':
      return { id, next: 'judge-report', due: before.due };
    case 'RecoveryForewarned':
      return { id, next: 'await-reply', due: event.data.replyBy };
    case 'ForewarningAnswered':
      return before.next === 'await-reply' ? { id, next: 'propose-claim' } : before;
    case 'ForewarningLapsed':
      return { ...before, next: 'propose-claim' };
    case 'ClaimProposed':
      return { id, next: 'approve-claim' };
    case 'RepaymentClaimed':
      return { id, next: 'await-repayment', due: event.data.dueOn };
    case 'RepaymentPlanAgreed':
      return { id, next: 'await-repayment', due: event.data.instalments[0]?.dueOn };
    case 'ClaimBecameOverdue':
      return { ...before, next: 'collect-claim' };
    case 'ClaimDeferred': {
      const { before: _, ...now } = before;
      return { id, next: 'await-appeal', due: event.data.until, before: before.before ?? now };
    }
    case 'ClaimDeferralEnded':
      return before.before ?? before;
    case 'ClaimReturned':
      return { id, next: 'propose-claim' };
    case 'LimitationMoveProposed':
    case 'LimitationMoveReturned':
    case 'LimitationMoved':
    case 'GivingUpProposed':
    case 'GivingUpReturned':
    case 'ReportWaiverProposed':
    case 'ReportWaiverReturned':
    case 'WriteOffProposed':
      return before;
    case 'LimitationInterrupted':
      return event.data.revived
        ? { id, next: 'await-repayment', due: before.due ?? event.data.revived.dueOn }
        : before;
    case 'RepaymentReceived':
    case 'ClaimLowered':
      return event.data.rests ? undefined : before;
    case 'ClaimPartlyUpheld':
      if (event.data.toPayBack) return ofFallen(id, event.data.owedBack);
      return event.data.rests ? undefined : before;
    case 'ClaimAnnulled':
    case 'PayingBackProposed':
    case 'PayingBackApproved':
    case 'PayingBackReturned':
    case 'OwedBackPaid':
    case 'FallenClaimLowered':
    case 'ClaimRenewed':
    case 'RecoveryDropped':
    case 'RecoverySettled':
      return afterFallen(before, event);
    case 'ClaimWaived':
    case 'ClaimBecameBarred':
      return event.data.left.amount > 0 && !event.data.rests ? before : undefined;
    case 'ClaimWrittenOff':
      return event.data.left !== undefined && event.data.left.amount > 0 ? before : undefined;
    case 'DeMinimisAidGranted':
      return { id, next: 'register-aid', due: event.data.registerBy };
    case 'PayoutOpened':
      return { id, next: 'pay', due: event.data.dueDate };
    case 'PayoutFailed':
    case 'PayoutReturned':
      return { ...before, next: 'pay-again' };
    case 'PayoutCancelled': {
      const { returnedOn } = event.data;
      return returnedOn === undefined ? undefined : returnedAfterCancelling(id, returnedOn);
    }
    case 'MoneyReceived':
      return { id, next: 'allocate-received-money', due: event.data.receivedOn };
    case 'ReceivedMoneyAllocated':
      return event.data.left.amount > 0 ? before : undefined;
    case 'AllocationReleased':
      return { id, next: 'allocate-received-money', due: before.due };
    case 'ReceivedMoneyReturned':
      return undefined;
    case 'PayoutAccountCorrected':
      // What was paid may come back; nothing is to be done before.
      if (before.next === '') return undefined;
      return { ...before, next: 'pay' };
    case 'AccountCorrectionProposed':
      return { id, next: JUDGE_ACCOUNT, due: event.data.proposedOn };
    case 'ShortfallRecorded':
      return { id, next: DECIDE_REDUCTION };
    case 'ShortfallEnded':
    case 'AccountCorrected':
    case 'AccountCorrectionRejected':
    case 'ReportApproved':
    case 'ReportWaived':
    case 'DeMinimisAidReleased':
    case 'RegisterEntryConfirmed':
    case 'PayoutSettled':
      return undefined;
  }
}
