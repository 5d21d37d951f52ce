import { faultOfDay } from '#eventsourcing/days.js';
import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import type { ApplicationEvent, NewDecision, ReversingBody } from '../../contract/events.js';
import type { AppealRules } from '../../contract/regulation.js';
import { faultOfReplacement } from '../appeal/content.js';
import {
  barredFromWorseByItself,
  barredFromWorseBySuperior,
  detrimentOf,
  givenBy,
  worseIn,
  type Given,
  type SaidDetriment,
} from '../appeal/detriment.js';
import { hadPartIn } from './flagging.js';
import { no, type ApplicationRefusal } from './refusals.js';
import type { MadeDecision, OwnReversal, SubmittedApplication } from './state.js';

type Answer = Decision<ApplicationEvent, ApplicationRefusal>;

/** Who reverses of its own motion, and by which rules. */
interface Reversing {
  readonly person: string;
  /** `superior` is the body above the deciding one, which appeals go to. */
  readonly body: ReversingBody;
  readonly rules: AppealRules | undefined;
  /** Calendar date. */
  readonly today: string;
}

/** The superior body tells the party that it reviews the decision in force. */
interface RecordReviewNotice {
  readonly type: 'RecordReviewNotice';
  readonly person: string;
  /** Organisation of the superior body. */
  readonly organisation: string;
  /** Calendar dates. */
  readonly sentOn: string;
  readonly today: string;
}

/** Once for a decision; from then on the body sees the case. */
function recordReview(command: RecordReviewNotice, state: SubmittedApplication): Answer {
  const { person, organisation: body, sentOn, today } = command;
  const { decision, review } = state;
  if (!decision) return refuse(no.inState(state.status, 'decided'));
  if (review?.decision === decision.number) return refuse(no.reviewAgain(review.sentOn));
  const after = { what: 'the decision', day: decision.decidedOn };
  const fault = faultOfDay({ member: 'sentOn', day: sentOn, today, after });
  if (fault) return refuse(fault);
  return accept<ApplicationEvent>({
    type: 'ReviewNoticeSent',
    data: { decision: decision.number, body, person, sentOn },
  });
}

/** An official proposes to reverse the decision in force, of the body's own motion. */
interface ProposeOwnReversal extends Reversing {
  readonly type: 'ProposeOwnReversal';
  /** What takes its place; the decision is annulled, and the case assessed again, when left out. */
  readonly newDecision?: NewDecision | undefined;
  readonly detriment?: SaidDetriment | undefined;
  readonly multiYear: boolean;
  readonly grounds: string;
}

/** Needs nobody to have appealed; a later proposal replaces an earlier one. */
function propose(command: ProposeOwnReversal, state: SubmittedApplication): Answer {
  const { person, body, newDecision, grounds, detriment: said, today } = command;
  const { decision } = state;
  if (!decision) return refuse(no.inState(state.status, 'decided'));
  const above = mayReverse(person, body, decision);
  if (above) return refuse(above);
  const worse = newDecision ? worseIn(givenIn(decision), givenBy(newDecision), today) : [];
  const barred =
    (newDecision && faultOfContent(newDecision, command, state)) ??
    barredFromWorse({ worse, said }, command, state);
  if (barred) return refuse(barred);
  const detriment = newDecision && detrimentOf({ worse, said });
  return accept<ApplicationEvent>({
    type: 'OwnReversalProposed',
    data: {
      reversal: state.ownReversals + 1,
      decision: decision.number,
      body,
      proposer: person,
      ...(newDecision ? { newDecision } : {}),
      ...(detriment ? { detriment } : {}),
      grounds,
    },
  });
}

/** Another person returns it. */
interface ReturnOwnReversal extends Reversing {
  readonly type: 'ReturnOwnReversal';
  readonly grounds: string;
}

function giveBack({ person, body, grounds }: ReturnOwnReversal, state: SubmittedApplication): Answer {
  const barred = mayDecide(person, body, state);
  if (barred) return refuse(barred);
  const { number: reversal } = state.ownReversal!;
  return accept<ApplicationEvent>({ type: 'OwnReversalReturned', data: { reversal, person, grounds } });
}

/** Another person of the same body approves it. */
interface ApproveOwnReversal extends Reversing {
  readonly type: 'ApproveOwnReversal';
  /** Why the new decision lies outside the person's delegation, if it does: nobody delegates to the body above. */
  readonly delegation?: Refusal<'outside-delegation'> | undefined;
}

/** What was proposed is judged as things are now: notice may have come, and time has passed. */
function approve(command: ApproveOwnReversal, state: SubmittedApplication): Answer {
  const { person, body, today, delegation } = command;
  const barred = mayDecide(person, body, state) ?? delegation ?? worseNow(command, state);
  if (barred) return refuse(barred);
  const { number: reversal, decision, newDecision, detriment } = state.ownReversal!;
  return accept<ApplicationEvent>({
    type: 'OwnReversalApproved',
    data: {
      reversal,
      decision,
      body,
      approver: person,
      decidedOn: today,
      andDismissals: true,
      ...(newDecision ? { newDecision } : {}),
      ...(detriment ? { detriment } : {}),
    },
  });
}

function mayDecide(
  person: string,
  body: ReversingBody,
  { ownReversal, decision }: SubmittedApplication,
): ApplicationRefusal | undefined {
  if (!ownReversal || ownReversal.approved || ownReversal.decision !== decision?.number)
    return no.ownReversal();
  if (ownReversal.body !== body) return no.otherBody(ownReversal.body);
  if (ownReversal.proposer === person) return no.fourEyes();
  return mayReverse(person, body, decision);
}

/** What the body above decided binds the deciding one; nobody there reviews what they had a part in. */
function mayReverse(
  person: string,
  body: ReversingBody,
  decision: MadeDecision,
): ApplicationRefusal | undefined {
  if (body === 'superior') return hadPartIn(decision, person) ? no.fourEyes() : undefined;
  return ABOVE.has(decision.by) ? no.decidedAbove() : undefined;
}

const ABOVE: ReadonlySet<MadeDecision['by']> = new Set(['appeal', 'superior']);

function worseNow(command: ApproveOwnReversal, state: SubmittedApplication): ApplicationRefusal | undefined {
  const { gives, detriment } = state.ownReversal!;
  if (!gives) return undefined;
  const worse = worseIn(givenIn(state.decision!), gives, command.today);
  const said = detriment && { ...detriment, grounds: '' };
  return barredFromWorse({ worse, said }, command, state);
}

function barredFromWorse(
  judged: { readonly worse: ReturnType<typeof worseIn>; readonly said: SaidDetriment | undefined },
  { body, rules, today }: Reversing,
  { decision, review }: SubmittedApplication,
): ApplicationRefusal | undefined {
  const { notified, earliestReceipt = notified?.receivedOn } = decision!;
  const facts = { ...judged, receivedOn: earliestReceipt };
  if (body === 'deciding') return barredFromWorseByItself(facts);
  const noticeSentOn = review?.decision === decision!.number ? review.sentOn : undefined;
  return barredFromWorseBySuperior({ ...facts, noticeSentOn, rules, today });
}

function faultOfContent(
  content: NewDecision,
  { multiYear }: ProposeOwnReversal,
  { submission, decision }: SubmittedApplication,
): ApplicationRefusal | undefined {
  const { amount: applied, currency } = submission.amount;
  const against = { kind: 'decision', number: decision!.number } as const;
  return faultOfReplacement(content, against, { applied, currency, multiYear });
}

/** What a decision gives the party. */
export function givenIn({ outcome, amount, schedule, conditions }: MadeDecision): Given {
  return {
    amount: outcome === 'granted' ? amount.amount : 0,
    schedule,
    conditions: conditions.length,
    beforePayout: conditions.filter(({ beforePayout }) => beforePayout).length,
  };
}

/** The state after an event of a reversal. */
export function proposedReversal(
  event: Extract<ApplicationEvent, { type: 'OwnReversalProposed' }>,
): OwnReversal {
  const { reversal: number, decision, body, proposer, newDecision, detriment } = event.data;
  const said = detriment && {
    worse: detriment.worse,
    ground: detriment.ground,
  };
  return {
    number,
    decision,
    body,
    proposer,
    approved: false,
    ...(said ? { detriment: said } : {}),
    ...(newDecision
      ? {
          newDecision: {
            outcome: newDecision.outcome,
            amount: newDecision.amount,
            schedule: newDecision.schedule,
          },
          gives: givenBy(newDecision),
        }
      : {}),
  };
}

/** What a body does to a decision of its own motion (omgjøring av eget tiltak). */
export const ownReversals = {
  RecordReviewNotice: recordReview,
  ProposeOwnReversal: propose,
  ReturnOwnReversal: giveBack,
  ApproveOwnReversal: approve,
};
