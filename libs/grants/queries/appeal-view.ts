import type { Arrival } from '#eventsourcing/arrivals.js';
import type { Money } from '#money/money.js';
import type { AppealEvent, Appealed, AppealSubmitted, Detriment, Instalment } from '../contract/events.js';
import type { SubmittedAppeal } from '../domain/appeal/state.js';
import type { AwaitedMoneyView } from './awaited-money.js';
import type { CaseLog, Recorded } from './case-log.js';
import type { Readable } from '#cqrs/queries/readable.js';

/** A decision as an appeal left it. */
export interface NewDecisionView {
  readonly outcome: string;
  readonly amount: Money;
  readonly conditions: readonly (string | null)[];
  readonly payoutConditions: readonly (string | null)[];
  readonly schedule: readonly (Omit<Instalment, 'amount'> & { readonly amount: Money })[];
}

/** Something that was proposed or decided in an appeal, by whom, when (UTC), and why. */
export interface StepView {
  readonly person: string;
  readonly at: string;
  readonly grounds: string | null;
  readonly newDecision?: NewDecisionView;
  /** Where a revocation or a claim is changed in part: what is in force after it, or what holds of it. */
  readonly amount?: Money;
  /** Where that is worse for the party: in what, and which ground allows it. */
  readonly detriment?: DetrimentView;
}

/** That a decision was changed to the party's detriment, and why it may be. */
export type DetrimentView = Omit<Detriment, 'grounds'> & { readonly grounds: string | null };

/** Who appealed without having applied, and for which interest. */
export interface OtherAppellantView {
  readonly organisation?: string;
  readonly name: string | null;
  readonly interest: string | null;
}

/** What an appeal says. */
export interface AppealDetails {
  readonly caseId: string;
  readonly schemeId: string;
  readonly directorate: string;
  readonly appealBody: string;
  readonly state: string;
  readonly against: Appealed;
  /** Who appealed without having applied. */
  readonly other?: OtherAppellantView;
  /** Of who did not apply: whether the legal interest was recognised. */
  readonly standing?: 'claimed' | 'recognised';
  readonly recognition?: StepView;
  /** When who did not apply knew of the decision, calendar date. */
  readonly knownOn?: string;
  /** What was won waits for money. */
  readonly awaitsMoney?: readonly AwaitedMoneyView[];
  /** The appeal against the same in which the outcome was decided. */
  readonly joinedTo?: string;
  readonly grounds: string | null;
  /** Calendar dates. */
  readonly receivedOn: string;
  /** How it came outside the portal, and who registered it. */
  readonly arrival?: Arrival;
  readonly deadline: string | null;
  readonly outerLimit: string;
  readonly late: boolean;
  readonly provisionalReplyDue: string | null;
  readonly provisionalReply: 'due' | 'sent' | null;
  /** Why a late appeal was accepted. */
  readonly acceptance?: StepView;
  readonly proposedDismissal?: StepView;
  readonly proposedReversal?: StepView;
  /** What the deciding body says to it, for the appeal body. */
  readonly forwarding?: StepView;
  readonly outcome?: StepView;
  /** When the party was told that the decision may be changed to its detriment. */
  readonly detrimentNotice?: { readonly sentOn: string };
  readonly deferral?: StepView & { readonly until: string | null };
  readonly costs?: StepView & { readonly amount: Money };
  /** With the number of the representation under which it was sent, where it was not to the appellant itself. */
  readonly notice?: {
    readonly receivedOn: string;
    readonly appealDeadline: string | null;
    readonly representation?: number;
  };
  /** Another day of that receipt which waits for the approval of another person; for officials. */
  readonly receiptCorrection?: {
    readonly correction: number;
    readonly proposer: string;
    readonly receivedOn: string;
    readonly grounds: string | null;
  };
  /** Something personal in it was erased: it reads `null`. */
  readonly erased?: true;
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** What an appeal's events say, in clear; the inner work only where it may be shown. */
export async function detailsOf(
  state: SubmittedAppeal,
  events: readonly Recorded<AppealEvent>[],
  log: CaseLog,
  inner: boolean,
): Promise<AppealDetails> {
  const { submission, notice } = state;
  const steps: Mutable<Partial<AppealDetails>> = {};
  for (const event of events) {
    const { data, erased } = await log.read<AppealEvent>(event);
    const clear = { type: event.type, data } as Clear;
    const at = event.metadata.recordedAt;
    Object.assign(steps, stepOf(clear, event.metadata.actor.subject, at, inner));
    if (erased) steps.erased = true;
  }
  if (!state.receiptCorrection) delete steps.receiptCorrection;
  return {
    caseId: submission.caseId,
    schemeId: submission.schemeId,
    directorate: submission.directorate,
    appealBody: submission.appealBody,
    state: state.status,
    against: submission.against,
    ...(state.standing ? { standing: state.standing } : {}),
    grounds: null,
    receivedOn: submission.receivedOn,
    ...(submission.arrival && { arrival: submission.arrival }),
    deadline: submission.deadline ?? null,
    outerLimit: submission.outerLimit,
    late: submission.late,
    provisionalReplyDue: submission.provisionalReplyDue ?? null,
    provisionalReply: state.provisionalReply ?? null,
    ...steps,
    ...(notice ? { notice: noticeIn(notice) } : {}),
  };
}

function noticeIn(notice: NonNullable<SubmittedAppeal['notice']>): NonNullable<AppealDetails['notice']> {
  const { receivedOn, appealDeadline, representation } = notice;
  const to = representation === undefined ? {} : { representation };
  return { receivedOn, appealDeadline: appealDeadline ?? null, ...to };
}

type Clear = {
  readonly [Type in AppealEvent['type']]: {
    readonly type: Type;
    readonly data: Readable<Extract<AppealEvent, { type: Type }>['data']>;
  };
}[AppealEvent['type']];

function stepOf(event: Clear, actor: string, at: string, inner: boolean): Partial<AppealDetails> {
  switch (event.type) {
    case 'AppealSubmitted':
      return { grounds: event.data.grounds, ...otherOf(event.data) };
    case 'AppealStandingRecognised':
      return { recognition: { person: actor, at, grounds: event.data.grounds } };
    case 'AppellantKnowledgeRecorded':
      return { knownOn: event.data.knownOn };
    case 'AppealJoined':
      return { joinedTo: event.data.appealId };
    case 'LateAppealAccepted':
      return { acceptance: { person: actor, at, grounds: event.data.grounds } };
    case 'AppealDismissalProposed':
      return inner ? { proposedDismissal: { person: actor, at, grounds: event.data.grounds } } : {};
    case 'ReversalProposed':
      return inner ? { proposedReversal: { person: actor, at, ...said(event.data) } } : {};
    case 'AppealForwarded':
      return { forwarding: { person: actor, at, grounds: event.data.statement } };
    case 'AppealDismissed':
      return { outcome: { person: actor, at, grounds: null } };
    case 'AppealReversed': {
      const { amount, detriment } = event.data;
      const worse = detriment && { detriment: { ...detriment, grounds: null } };
      return { outcome: { person: actor, at, grounds: null, ...(amount && { amount }), ...worse } };
    }
    case 'AppealLetStand':
    case 'AppealAnnulledDecision':
      return { outcome: { person: actor, at, grounds: event.data.grounds } };
    case 'AppealChangedDecision':
      return { outcome: { person: actor, at, ...said(event.data) } };
    case 'DetrimentNoticeSent':
      return { detrimentNotice: { sentOn: event.data.sentOn } };
    case 'EnforcementDeferred': {
      const { grounds, until = null } = event.data;
      return { deferral: { person: actor, at, grounds, until } };
    }
    case 'AppealCostsCovered': {
      const { grounds, amount } = event.data;
      return { costs: { person: actor, at, grounds, amount } };
    }
    case 'OutcomeReceiptCorrectionProposed':
      return { receiptCorrection: event.data };
    default:
      return {};
  }
}

function otherOf({ other }: Readable<AppealSubmitted['data']>): Pick<AppealDetails, 'other'> {
  if (!other) return {};
  const { organisation, name, interest } = other;
  return { other: { ...(organisation === undefined ? {} : { organisation }), name, interest } };
}

function said({
  grounds,
  newDecision,
  amount: inPart,
  detriment,
}:
  | Readable<Extract<AppealEvent, { type: 'ReversalProposed' }>['data']>
  | Readable<Extract<AppealEvent, { type: 'AppealChangedDecision' }>['data']>): Pick<
  StepView,
  'grounds' | 'newDecision' | 'amount' | 'detriment'
> {
  if (!newDecision) return { grounds, ...(inPart ? { amount: inPart } : {}) };
  const { outcome, amount, conditions, payoutConditions = [], schedule } = newDecision;
  const { currency } = amount;
  const instalments = schedule.map((each) => ({ ...each, amount: { amount: each.amount, currency } }));
  return {
    grounds,
    newDecision: { outcome, amount, conditions, payoutConditions, schedule: instalments },
    ...(detriment ? { detriment } : {}),
  };
}
