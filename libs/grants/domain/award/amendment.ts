import { accept, refuse } from '#eventsourcing/decider.js';
import { sum, type Money } from '#money/money.js';
import { dateInOslo } from '#calendar/oslo.js';
import type {
  AmendmentKind,
  AwardCondition,
  AwardEvent,
  AwardInstalment,
  PlannedPayment,
  Worse,
} from '../../contract/events.js';
import { worseIn } from '../appeal/detriment.js';
import { allot, type Allotment, type Further } from './allotment.js';
import { no, type AwardRefusal, type Barred } from './refusals.js';
import { withReleases } from './release.js';
import { onStandingTerms, type Answer } from './standing.js';
import { dueBackOf } from './reduction.js';
import { answering, faultOfAnswer, type SaidAnswer } from './requesting.js';
import { paidInstalments, plannedOf, releasedOf, type AcceptedAward, type OpenAmendment } from './state.js';

/** Conditions a grant may have after an amendment; every later amendment repeats them. */
export const MOST_CONDITIONS = 200;
/** Amendments that may be proposed of one grant, those returned or replaced included. */
export const MOST_AMENDMENTS = 200;
/** Reservations for amendments of one grant that may be given up before no more is reserved. */
export const MOST_GIVEN_UP = 200;

/** A caseworker proposes to change the terms. */
interface ProposeAmendment extends SaidAnswer {
  readonly type: 'ProposeAmendment';
  readonly proposer: string;
  readonly kind: AmendmentKind;
  /** `amount`: the whole grant after it. `continuation`: what is added. Not for the others. */
  readonly amount?: Money | undefined;
  readonly payments: readonly PlannedPayment[];
  readonly dropped: readonly number[];
  readonly added: readonly { readonly text: string; readonly beforePayout: boolean }[];
  readonly grounds: string;
  /** Why this person may not prepare it. */
  readonly barred?: Barred | undefined;
}

/** A caseworker proposes new terms; a later proposal replaces an earlier one. */
function proposeAmendment(command: ProposeAmendment, state: AcceptedAward): Answer {
  if (state.status !== 'accepted') return refuse(no.inState(state.status));
  const { kind, proposer, payments, dropped, grounds } = command;
  const fault =
    command.barred ??
    faultOfAnswer(command, proposer, state) ??
    faultOfTerms(command, state) ??
    faultOfPayments(command, state);
  if (fault) return refuse(fault);
  const { currency } = state.terms.amount;
  const last = Math.max(0, ...state.conditions.map(({ number }) => number));
  return accept<AwardEvent>({
    type: 'AmendmentProposed',
    data: {
      awardId: state.terms.awardId,
      amendment: state.amendments + 1,
      proposer,
      kind,
      amount: { amount: amountAfter(command, state), currency },
      payments,
      dropped,
      added: command.added.map((each, index) => ({ number: last + index + 1, ...each })),
      releasedBefore: releasedNow(state),
      grounds,
      ...answering(command),
    },
  });
}

/** A decision-maker returns a proposed amendment. */
interface ReturnAmendment {
  readonly type: 'ReturnAmendment';
  readonly amendment: number;
  readonly person: string;
  readonly grounds: string;
  /** Why this person may not decide on it. */
  readonly barred?: Barred | undefined;
}

/** Another person, who could approve it, returns it: nothing changes. */
function returnAmendment(command: ReturnAmendment, state: AcceptedAward): Answer {
  const { type: _, barred, ...returned } = command;
  if (state.status !== 'accepted') return refuse(no.inState(state.status));
  if (!state.amendment) return refuse(no.amendment());
  if (state.amendment.proposer === command.person) return refuse(no.fourEyes());
  if (barred) return refuse(barred);
  if (state.amendment.amendment !== command.amendment) return refuse(no.outdated());
  const { awardId } = state.terms;
  return accept<AwardEvent>({ type: 'AmendmentReturned', data: { awardId, ...returned } });
}

/** A decision-maker approves an amendment; `reservationId` holds what the award's commitments do not. */
interface ApproveAmendment {
  readonly type: 'ApproveAmendment';
  readonly amendment: number;
  readonly approver: string;
  readonly reservationId?: string | undefined;
  /** The budget year in which it is approved. */
  readonly budgetYear: number;
  readonly grounds?: string | undefined;
  /** Why this person may not decide it: outside the delegation, or a conflict of interest. */
  readonly barred?: Barred | undefined;
  readonly now: string;
}

/** Another person approves it; what the award's commitments do not hold has to be reserved before. */
function approveAmendment(command: ApproveAmendment, state: AcceptedAward): Answer {
  const { approver, reservationId, budgetYear, grounds } = command;
  const { amendment, terms } = state;
  if (state.status !== 'accepted') return refuse(no.inState(state.status));
  if (!amendment) return refuse(no.amendment());
  if (amendment.proposer === approver) return refuse(no.fourEyes());
  const barred = command.barred ?? faultOfAnswer(amendment, approver, state);
  if (barred) return refuse(barred);
  if (amendment.amendment !== command.amendment || !standsOn(state, amendment)) return refuse(no.outdated());
  const { schedule, further } = scheduleAfter(state, amendment, {
    reservationId: reservationId ?? '',
    budgetYear,
  });
  if (further.length > 0) {
    if (reservationId === undefined)
      return refuse(state.abandoned.size < MOST_GIVEN_UP ? no.reservation() : no.reservations(MOST_GIVEN_UP));
    if (state.abandoned.includes(reservationId)) return refuse(no.abandoned());
  }
  const { awardId, schemeId } = terms;
  const { currency } = terms.amount;
  const inForce = amendment.amount.amount;
  const levelled = state.levelled || inForce < releasedOf(state);
  const dueBack = levelled ? dueBackOf({ ...state, amount: inForce, schedule }, state.dueBack) : 0;
  const common = {
    awardId,
    schemeId,
    amendment: amendment.amendment,
    approver,
    amount: amendment.amount,
    schedule,
    conditions: conditionsAfter(state, amendment),
    ...(further.length > 0 ? { reservationId, budgetYear } : {}),
    ...(levelled ? { levelled: true as const } : {}),
    grounds,
    ...answering(amendment),
  };
  const today = dateInOslo(command.now);
  const worse = worseBy(state, amendment, schedule, today);
  const event: AwardEvent =
    amendment.kind === 'continuation'
      ? {
          type: 'AwardContinued',
          data: { ...common, addition: { amount: amendment.amount.amount - state.amount, currency } },
        }
      : {
          type: 'AwardAmended',
          data: {
            ...common,
            kind: amendment.kind,
            ...(dueBack > 0 ? { dueBack: { amount: dueBack, currency } } : {}),
            decidedOn: today,
            ...(worse.length > 0 ? { worse } : {}),
          },
        };
  return withReleases(state, command.now, event);
}

/** A reservation that led to no amendment is given up. */
interface AbandonAmendment {
  readonly type: 'AbandonAmendment';
  readonly reservationId: string;
  readonly grounds: string;
}

/** Gives up a reservation no amendment stands on: only after this may the budget let it go. */
function abandonAmendment(command: AbandonAmendment, state: AcceptedAward): Answer {
  const { reservationId, grounds } = command;
  if (state.reservations.some((each) => each.reservationId === reservationId)) return refuse(no.inUse());
  if (state.abandoned.includes(reservationId)) return accept();
  const { awardId, schemeId } = state.terms;
  return accept<AwardEvent>({
    type: 'AmendmentAbandoned',
    data: { awardId, schemeId, reservationId, grounds },
  });
}

/** The terms of a grant are amended. */
export const amendments = {
  ProposeAmendment: onStandingTerms(proposeAmendment),
  ReturnAmendment: returnAmendment,
  ApproveAmendment: onStandingTerms(approveAmendment),
  AbandonAmendment: abandonAmendment,
};

/** What an amendment needs beyond what the award's commitments hold, minor units by year. */
export function furtherNeed(state: AcceptedAward, budgetYear: number): Allotment['further'] {
  if (!state.amendment) return [];
  return scheduleAfter(state, state.amendment, { reservationId: '', budgetYear }).further;
}

function releasedNow(state: AcceptedAward) {
  return { instalments: state.released.length, amount: releasedOf(state) };
}

/** What is planned anew is the rest of what was released when it was proposed. */
function standsOn(state: AcceptedAward, { kind, releasedBefore }: OpenAmendment): boolean {
  const { instalments, amount } = releasedNow(state);
  const same = releasedBefore.instalments === instalments && releasedBefore.amount === amount;
  return same || kind === 'conditions' || kind === 'continuation';
}

function scheduleAfter(state: AcceptedAward, { kind, payments }: OpenAmendment, further: Further) {
  if (kind === 'conditions') return { schedule: state.schedule, further: [] };
  // A continuation adds to what is outstanding, under a commitment of its own; the others plan it anew.
  const adds = kind === 'continuation';
  const allotment = allot(state, payments, further, !adds);
  const kept = adds ? state.schedule : paidInstalments(state);
  return { schedule: [...kept, ...allotment.instalments], further: allotment.further };
}

/** In what the terms are worse for the recipient; a condition that comes in the place of another may be the harder one. */
function worseBy(
  { amount, schedule: before, conditions }: AcceptedAward,
  { amount: inForce, added, dropped }: OpenAmendment,
  schedule: readonly AwardInstalment[],
  today: string,
): readonly Worse[] {
  const kept = conditions.filter(({ number }) => !dropped.includes(number));
  const [given, then] = [kept, [...kept, ...added]].map((of) => ({
    conditions: of.length,
    beforePayout: of.filter(({ beforePayout }) => beforePayout).length,
  }));
  return worseIn(
    { ...given!, amount, schedule: before },
    { ...then!, amount: inForce.amount, schedule },
    today,
  );
}

function conditionsAfter(state: AcceptedAward, amendment: OpenAmendment): AwardCondition[] {
  const kept = state.conditions.filter(({ number }) => !amendment.dropped.includes(number));
  return [
    ...kept.map(({ fulfilled: _, ...condition }) => condition),
    ...amendment.added.map((each) => ({ ...each, amendment: amendment.amendment })),
  ];
}

function amountAfter({ kind, amount }: ProposeAmendment, state: AcceptedAward): number {
  if (amount === undefined) return state.amount;
  return kind === 'continuation' ? state.amount + amount.amount : amount.amount;
}

function faultOfTerms(command: ProposeAmendment, state: AcceptedAward): AwardRefusal | undefined {
  const { kind, amount, payments, dropped, added } = command;
  const { currency } = state.terms.amount;
  if (amount && amount.currency !== currency) return no.currency(currency);
  if (kind === 'amount' || kind === 'continuation') {
    if (!amount) return no.amount('the new amount is missing');
    if (kind === 'continuation' ? amount.amount <= 0 : amount.amount === state.amount)
      return no.amount('the amount is to change');
    if (kind === 'amount' && amount.amount <= 0)
      return no.amount('a grant is above 0: what leaves nothing of it in force is a revocation');
  } else if (amount) return no.amount('only a change of the amount or a continuation names one');
  if (kind === 'conditions') {
    if (payments.length > 0) return no.change('a change of conditions leaves the payments as they are');
    if (dropped.length + added.length === 0) return no.change('no condition is dropped or added');
  }
  const unknown = dropped.find((number) => !state.conditions.some((each) => each.number === number));
  if (unknown !== undefined) return no.condition(unknown);
  if (state.amendments >= MOST_AMENDMENTS) return no.amendments(MOST_AMENDMENTS);
  const conditions = state.conditions.length - new Set(dropped).size + added.length;
  return added.length > 0 && conditions > MOST_CONDITIONS ? no.conditions(MOST_CONDITIONS) : undefined;
}

function faultOfPayments(command: ProposeAmendment, state: AcceptedAward): AwardRefusal | undefined {
  const { kind, payments } = command;
  if (kind === 'conditions') return undefined;
  if (payments.some(({ amount }) => amount <= 0)) return no.schedule('every payment is above 0');
  if (payments.some(({ dueDate }, index) => index > 0 && dueDate < payments[index - 1]!.dueDate))
    return no.schedule('payments stand in the order they fall due');
  const total = sum(payments.map(({ amount }) => amount));
  // What was repaid may be planned once more, beside what was released.
  const unreleased = (state.levelled ? plannedOf(state) : state.amount) - releasedOf(state);
  const more = amountAfter(command, state) - state.amount;
  const expected = {
    amount: Math.max(0, unreleased + more),
    continuation: more,
    dates: Math.max(0, unreleased),
  }[kind];
  if (kind === 'dates' && expected === 0) return no.change('nothing is outstanding');
  return total === expected ? undefined : no.sum(total, expected);
}
