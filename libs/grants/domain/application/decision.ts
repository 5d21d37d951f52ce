import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import { declaredBy, type Declaration } from '#impartiality/impartiality.js';
import type { Money } from '#money/money.js';
import type {
  ApplicationEvent,
  DecisionOutcome,
  Instalment,
  Letter,
  PlannedYear,
} from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import { faultOfAmount } from './assessment.js';
import { barredByEligibility } from './eligibility.js';
import { barredFromDeciding, barredFromPreparing, declaredTooOften } from './impartiality.js';
import { no, type ApplicationRefusal } from './refusals.js';
import { faultOfPayments } from './schedule.js';
import type { SubmittedApplication } from './state.js';
import { OPEN } from './state.js';
import { mayAssess } from './steps.js';

type Answer = Decision<ApplicationEvent, ApplicationRefusal>;

/** Reservations of one case that may be given up before no more is reserved: each leaves events in case and budget. */
export const MOST_GIVEN_UP = 200;

/** The caseworker proposes a decision. */
interface ProposeDecision {
  readonly type: 'ProposeDecision';
  readonly proposer: string;
  readonly regulation: RegulationVersion;
  readonly outcome: DecisionOutcome;
  readonly amount: Money;
  readonly grounds: string;
  readonly conditions: readonly string[];
  /** To be fulfilled before anything is paid. */
  readonly payoutConditions?: readonly string[] | undefined;
  readonly schedule: readonly Instalment[];
  /** Later years, subject to parliament's budget. */
  readonly planned?: readonly PlannedYear[] | undefined;
}

/** The caseworker proposes what the decision-maker shall decide; a later proposal replaces an earlier one. */
function propose(command: ProposeDecision, state: SubmittedApplication): Answer {
  const { type: _, regulation, ...content } = command;
  const barred =
    mayAssess(state, command.proposer, ['recommended', 'proposed']) ??
    barredByEligibility(command.outcome, state) ??
    faultOfAmount(command.outcome, command.amount, state) ??
    faultOfPayments(command, regulation);
  if (barred) return refuse(barred);
  if (command.grounds.trim() === '') return refuse(no.grounds());
  const proposal = (state.proposal?.proposal ?? 0) + 1;
  return accept<ApplicationEvent>({
    type: 'DecisionProposed',
    data: { proposal, ...content, ...inFull(command, state) },
  });
}

/** A decision-maker returns what another prepared. */
interface ReturnProposal {
  readonly type: 'ReturnProposal';
  readonly decisionMaker: string;
  /** The proposal the decision-maker has before them; the latest when left out. */
  readonly proposal?: number | undefined;
  readonly grounds: string;
}

/** A decision-maker who could decide returns the proposal to the caseworker. */
function returnProposal(command: ReturnProposal, state: SubmittedApplication): Answer {
  const { decisionMaker, grounds } = command;
  const barred = mayDecide(command, state) ?? barredFromDeciding(state, decisionMaker);
  if (barred) return refuse(barred);
  if (grounds.trim() === '') return refuse(no.grounds());
  const { proposal } = state.proposal!;
  return accept<ApplicationEvent>({ type: 'ProposalReturned', data: { proposal, decisionMaker, grounds } });
}

/** A decision-maker approves what another prepared; `reservationId` holds the money of a grant. */
interface ApproveDecision {
  readonly type: 'ApproveDecision';
  readonly decisionMaker: string;
  readonly impartiality?: Declaration | undefined;
  /** The proposal the decision-maker has before them; the latest when left out. */
  readonly proposal?: number | undefined;
  readonly grounds?: string | undefined;
  /** Why the decision lies outside the person's delegation, if it does. */
  readonly delegation?: Refusal<'outside-delegation'> | undefined;
  readonly reservationId?: string | undefined;
  readonly letter?: Letter | undefined;
  /** Calendar date on which the decision is made, and its budget year. */
  readonly decidedOn: string;
  readonly budgetYear: number;
}

/**
 * Another person than everyone who prepared it decides; a grant needs its money reserved. A conflict or a doubt
 * declared with the approval is recorded alone: the approval itself is then refused by its handler.
 */
function approve(command: ApproveDecision, state: SubmittedApplication): Answer {
  const { decisionMaker, impartiality, grounds, reservationId, budgetYear, decidedOn } = command;
  const barred = mayDecide(command, state);
  if (barred) return refuse(barred);
  const standing = barredFromDeciding(state, decisionMaker);
  const declaration = declarationOf(command, state);
  if (standing && (standing.code !== 'impartiality-not-declared' || !impartiality)) return refuse(standing);
  const many = declaration && declaredTooOften(state, decisionMaker);
  if (many) return refuse(many);
  if (impartiality && declaration && declaredBy(impartiality) !== 'no-conflict') return accept(declaration);
  const proposal = state.proposal!;
  const unsound = unsoundPreparation(state) ?? command.delegation ?? unfunded(reservationId, state);
  if (unsound) return refuse(unsound);
  const { outcome, amount, schedule, planned } = proposal;
  const approved: ApplicationEvent = {
    type: 'DecisionApproved',
    data: {
      decision: state.decisions.length + 1,
      proposal: proposal.proposal,
      decisionMaker,
      decidedOn,
      schemeId: state.submission.schemeId,
      callId: state.submission.callId,
      outcome,
      amount,
      ...inFull(proposal, state),
      schedule,
      ...(planned ? { planned } : {}),
      ...(outcome === 'granted' ? { reservationId, budgetYear } : {}),
      grounds,
      ...(command.letter === undefined ? {} : { letter: command.letter }),
    },
  };
  return declaration ? accept(declaration, approved) : accept(approved);
}

/** A reservation, or the raise of a commitment, that led to no decision is given up. */
interface AbandonReservation {
  readonly type: 'AbandonReservation';
  /** Id of the reservation, or of the raise. */
  readonly reservationId: string;
  /** The commitment that was raised. */
  readonly raised?: string | undefined;
  readonly grounds: string;
}

/** Gives up a reservation no decision stands on: only after this may the budget let it go. */
function abandonReservation(command: AbandonReservation, state: SubmittedApplication): Answer {
  const { reservationId, raised, grounds } = command;
  const isRaiseOfDecision = state.decisions.some(({ raise }) => raise === reservationId);
  if (state.decision?.reservationId === reservationId || isRaiseOfDecision)
    return refuse(refusal('conflict', 'reservation-in-use', 'the decision stands on this reservation'));
  if (state.abandoned.includes(reservationId)) return accept();
  const { schemeId } = state.submission;
  return accept<ApplicationEvent>({
    type: 'ReservationAbandoned',
    data: { schemeId, reservationId, raised, grounds },
  });
}

/** Nobody decided what the award was held for. */
interface OmitDecision {
  readonly type: 'OmitDecision';
  readonly hold: string;
}

/** Changes nothing but that something stands there now: what was to be decided as the case stood before is refused. */
function omit({ hold }: OmitDecision): Answer {
  return accept<ApplicationEvent>({ type: 'DecisionOmitted', data: { hold } });
}

/** Why a person may not decide on the proposal they have before them, their impartiality aside. */
function mayDecide(
  command: { readonly decisionMaker: string; readonly proposal?: number | undefined },
  state: SubmittedApplication,
): ApplicationRefusal | undefined {
  const { proposal, submission } = state;
  if (!OPEN.has(state.status)) return no.longerOpen(state.status);
  if (state.status !== 'proposed' || !proposal) return no.inState(state.status, 'proposed');
  if (state.preparers.includes(command.decisionMaker) || submission.submittedBy === command.decisionMaker)
    return no.fourEyes();
  if (command.proposal !== undefined && command.proposal !== proposal.proposal)
    return no.proposalOutdated(command.proposal, proposal.proposal);
  return undefined;
}

/** What the approval declares that was not declared before. */
function declarationOf(
  { decisionMaker: person, impartiality }: ApproveDecision,
  state: SubmittedApplication,
): ApplicationEvent | undefined {
  if (!impartiality || state.impartiality.get(person)?.declared === declaredBy(impartiality))
    return undefined;
  // After a superior's ruling only a new conflict or doubt is worth a declaration.
  if (state.impartiality.get(person)?.ruling && declaredBy(impartiality) === 'no-conflict') return undefined;
  const { conflict, doubt, statement } = impartiality;
  return {
    type: 'ImpartialityDeclared',
    data: { person, conflict, ...(doubt === true ? { doubt } : {}), statement },
  };
}

/** What somebody prepared who turned out to have a conflict waits for a stand-in. */
function unsoundPreparation(state: SubmittedApplication): ApplicationRefusal | undefined {
  for (const person of state.contributors) {
    const barred = barredFromPreparing(state, person);
    if (barred) return barred;
  }
  return undefined;
}

function unfunded(
  reservationId: string | undefined,
  { proposal, abandoned }: SubmittedApplication,
): ApplicationRefusal | undefined {
  if (proposal?.outcome !== 'granted') return undefined;
  if (reservationId === undefined && abandoned.size >= MOST_GIVEN_UP) return no.reservations(MOST_GIVEN_UP);
  if (reservationId === undefined)
    return refusal('conflict', 'reservation-missing', 'no money is reserved for this grant');
  return abandoned.includes(reservationId)
    ? refusal('conflict', 'reservation-abandoned', 'the money reserved was given up')
    : undefined;
}

function inFull(
  { outcome, amount }: Pick<ProposeDecision, 'outcome' | 'amount'>,
  { submission }: SubmittedApplication,
): { readonly inFull?: boolean } {
  return outcome === 'granted' ? { inFull: amount.amount === submission.amount.amount } : {};
}

/** An application is decided on. */
export const decisions = {
  ProposeDecision: propose,
  ReturnProposal: returnProposal,
  ApproveDecision: approve,
  AbandonReservation: abandonReservation,
  OmitDecision: omit,
};
