import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { Money } from '#money/money.js';
import type { AppealEvent, AppealSuperseded, Detriment, NewDecision, Worse } from '../../contract/events.js';
import type { AppealRules } from '../../contract/regulation.js';
import { faultOfReplacement, type Terms } from './content.js';
import { barredFromWorseOnAppeal, detrimentOf, givenBy, worseIn, type SaidDetriment } from './detriment.js';
import { impartially, type Official } from './impartiality.js';
import { faultOfPart } from './part.js';
import { notice } from './outcome-notice.js';
import { no, type AppealRefusal } from './refusals.js';
import { PENDING, WON, type SubmittedAppeal } from './state.js';

type Answer = Decision<AppealEvent, AppealRefusal>;

/** The appeal body decides; whoever was `involved` in what is appealed against may not. */
interface DecideAppeal extends Official {
  readonly type: 'DecideAppeal';
  readonly outcome: 'stands' | 'changed' | 'annulled';
  readonly involved: readonly string[];
  readonly newDecision?: NewDecision | undefined;
  /** Of a revocation or a claim that is changed in part: what is in force after it, or what holds of it. */
  readonly amount?: Money | undefined;
  readonly detriment?: SaidDetriment | undefined;
  /** Whether the appeal that `detriment` names is somebody else's, against the same. */
  readonly othersAppeal?: boolean | undefined;
  /** Whether what it is against does not stand any more. */
  readonly overtaken?: boolean | undefined;
  /** Others against the same that are treated, and are not forwarded yet. */
  readonly unheard?: readonly string[] | undefined;
  readonly rules?: AppealRules | undefined;
  readonly terms: Terms;
  readonly grounds: string;
  /** Calendar date. */
  readonly today: string;
}

/** The appeal body lets the decision stand, changes it, or annuls it. */
function decide(command: DecideAppeal, state: SubmittedAppeal): Answer {
  const { person, involved, outcome, newDecision, terms } = command;
  const { submission } = state;
  if (!PENDING.has(state.status)) return refuse(no.longerOpen(state.status));
  if (state.status !== 'forwarded') return refuse(no.inState(state.status, 'forwarded'));
  const before = [...involved, ...state.preparers, ...state.deciders, submission.appellant];
  if (before.includes(person)) return refuse(no.involvement());
  // Nor does it stay as it is: the appeal is closed.
  if (command.overtaken) return refuse(no.overtaken());
  const { unheard = [] } = command;
  if (unheard.length > 0) return refuse(no.unheard(unheard));
  const fault =
    outcome === 'changed'
      ? (faultOfReplacement(newDecision, submission.against, terms) ??
        faultOfPart(command.amount, submission.against, terms))
      : ((newDecision &&
          refusal('invalid', 'new-decision-not-wanted', 'only a changed decision is replaced by another')) ??
        (command.amount && no.part()));
  const barred = fault ?? worse(command, state);
  return barred ? refuse(barred) : impartially(command, state, outcomeOf(command, state));
}

/** Why the outcome may not be as bad for the party as it is. */
function worse(command: DecideAppeal, state: SubmittedAppeal): AppealRefusal | undefined {
  const { newDecision, detriment: said, othersAppeal = false, rules } = command;
  if (said && !newDecision) return no.detrimentElsewhere();
  const { receivedOn } = state.submission;
  const noticeSentOn = state.detrimentNotice;
  const judged = { worse: worseFor(command), said };
  return barredFromWorseOnAppeal({ ...judged, receivedOn, noticeSentOn, othersAppeal, rules });
}

function worseFor({ newDecision, terms: { before }, today }: DecideAppeal): readonly Worse[] {
  return newDecision && before ? worseIn(before, givenBy(newDecision), today) : [];
}

/** The party is told, or was, that the decision may be changed to its detriment. */
interface RecordDetrimentNotice {
  readonly type: 'RecordDetrimentNotice';
  readonly person: string;
  /** Calendar date. */
  readonly sentOn: string;
  /** Calendar date. */
  readonly today: string;
}

/** By either body, once; whether it came in time is judged with the outcome. */
function recordNotice({ person, sentOn, today }: RecordDetrimentNotice, state: SubmittedAppeal): Answer {
  if (!PENDING.has(state.status)) return refuse(no.longerOpen(state.status));
  if (state.detrimentNotice !== undefined) return refuse(no.secondWarning(state.detrimentNotice));
  const { receivedOn } = state.submission;
  if (sentOn > today || sentOn < receivedOn) return refuse(no.warningOn(receivedOn));
  return accept<AppealEvent>({ type: 'DetrimentNoticeSent', data: { person, sentOn } });
}

/** Whoever appealed withdraws the appeal. */
interface WithdrawAppeal {
  readonly type: 'WithdrawAppeal';
  readonly grounds?: string | undefined;
}

/** As long as there is no outcome. */
function withdraw({ grounds }: WithdrawAppeal, state: SubmittedAppeal): Answer {
  if (!PENDING.has(state.status)) return refuse(no.longerOpen(state.status));
  const byOther = state.submission.other ? ({ byOther: true } as const) : {};
  return accept<AppealEvent>({ type: 'AppealWithdrawn', data: { grounds, ...byOther } });
}

/** What it is against was reversed of a body's own motion, is taken again, or has ended by another decision. */
type SupersedeAppeal = { readonly type: 'SupersedeAppeal' } & AppealSuperseded['data'];

/** There is nothing left to decide; the party may appeal against what was decided anew. */
function supersede({ type: _, ...cause }: SupersedeAppeal, state: SubmittedAppeal): Answer {
  if (!PENDING.has(state.status)) return accept();
  return accept<AppealEvent>({ type: 'AppealSuperseded', data: cause });
}

/** An official finds that what it is against does not stand any more. */
interface CloseOvertakenAppeal extends Official {
  readonly type: 'CloseOvertakenAppeal';
  /** Whether that is so. */
  readonly overtaken: boolean;
}

/** Of either body, where nothing ended it by itself. */
function closeOvertaken(command: CloseOvertakenAppeal, state: SubmittedAppeal): Answer {
  const { person, overtaken } = command;
  const { status, submission } = state;
  if (!PENDING.has(status)) return refuse(no.longerOpen(status));
  if (submission.appellant === person) return refuse(no.impartiality());
  if (!overtaken) return refuse(no.standingStill());
  return impartially(command, state, {
    type: 'AppealSuperseded',
    data: { overtaken: submission.against.kind, person },
  });
}

/** An appeal against the dismissal of this one, `appealId`, was won. */
interface ReopenAppeal {
  readonly type: 'ReopenAppeal';
  readonly appealId: string;
}

/**
 * A dismissed appeal is treated after all: its dismissal was appealed against and did not hold. One that was taken up
 * meanwhile, by a corrected receipt, is not taken up twice.
 */
function reopen({ appealId }: ReopenAppeal, state: SubmittedAppeal): Answer {
  if (PENDING.has(state.status)) return accept();
  if (state.status !== 'dismissed' && state.reopened) return accept();
  if (state.status !== 'dismissed') return refuse(no.inState(state.status, 'dismissed'));
  return accept<AppealEvent>({ type: 'AppealReopened', data: { appealId } });
}

/** Nobody decided what the award was held for. */
interface OmitOutcome {
  readonly type: 'OmitOutcome';
  readonly hold: string;
}

/** Changes nothing but that something stands there now: an outcome that was to be made as the appeal stood before is refused. */
function omit({ hold }: OmitOutcome): Answer {
  return accept<AppealEvent>({ type: 'OutcomeOmitted', data: { hold } });
}

/** The time to answer has passed, at the instant `dueAt`. */
interface NoteProvisionalReplyDue {
  readonly type: 'NoteProvisionalReplyDue';
  readonly dueAt: string;
}

/** The time for an answer ran out: said once, and only where no reply was sent and no outcome came. */
function noteReplyDue({ dueAt }: NoteProvisionalReplyDue, state: SubmittedAppeal): Answer {
  if (!PENDING.has(state.status) || state.provisionalReply !== undefined) return accept();
  return accept<AppealEvent>({ type: 'ProvisionalReplyBecameDue', data: { dueAt } });
}

/** The party is told why it takes long. */
interface SendProvisionalReply {
  readonly type: 'SendProvisionalReply';
  readonly text: string;
  readonly expectedBy?: string | undefined;
}

/** It may be said again. */
function sendReply({ text, expectedBy }: SendProvisionalReply, state: SubmittedAppeal): Answer {
  if (!PENDING.has(state.status)) return refuse(no.longerOpen(state.status));
  return accept<AppealEvent>({ type: 'ProvisionalReplySent', data: { text, expectedBy } });
}

/** The decision is not enforced for now. */
interface DeferEnforcement {
  readonly type: 'DeferEnforcement';
  readonly until?: string | undefined;
  readonly grounds: string;
}

/** Enforcement waits, as long as the appeal does. */
function defer({ until, grounds }: DeferEnforcement, state: SubmittedAppeal): Answer {
  if (!PENDING.has(state.status)) return refuse(no.longerOpen(state.status));
  return accept<AppealEvent>({ type: 'EnforcementDeferred', data: { until, grounds } });
}

/** The party's costs are covered. */
interface CoverCosts {
  readonly type: 'CoverCosts';
  readonly amount: Money;
  readonly currency: string;
  readonly grounds: string;
}

/** Whoever had a decision changed in their favour may have their costs covered, once. */
function coverCosts(command: CoverCosts, state: SubmittedAppeal): Answer {
  const { amount, currency, grounds } = command;
  if (!WON.has(state.status) || state.detriment)
    return refuse(no.inState(state.status, 'reversed, changed or annulled'));
  if (state.costsCovered) return refuse(no.costsAgain());
  if (amount.currency !== currency) return refuse(no.currency(currency));
  if (amount.amount <= 0)
    return refuse(refusal('invalid', 'amount-invalid', 'the costs covered are above 0'));
  return accept<AppealEvent>({ type: 'AppealCostsCovered', data: { amount, grounds } });
}

function outcomeOf(command: DecideAppeal, { submission }: SubmittedAppeal): AppealEvent {
  const { person: decider, outcome, grounds, newDecision, amount, terms, today: decidedOn } = command;
  const { against } = submission;
  const grant = terms.grant && { grant: terms.grant };
  const said = { decider, decidedOn, byLetter: true, grounds } as const;
  switch (outcome) {
    case 'stands':
      return { type: 'AppealLetStand', data: said };
    case 'changed':
      return {
        type: 'AppealChangedDecision',
        data: {
          ...said,
          against,
          newDecision,
          ...(amount ? { amount } : {}),
          ...detriment(command),
          ...grant,
        },
      };
    case 'annulled':
      return { type: 'AppealAnnulledDecision', data: { ...said, against, ...grant } };
  }
}

function detriment(command: DecideAppeal): { readonly detriment?: Detriment } {
  const found = detrimentOf({ worse: worseFor(command), said: command.detriment });
  return found ? { detriment: found } : {};
}

/** What ends an appeal, and what the party is told and given on the way. */
export const endings = {
  DecideAppeal: decide,
  WithdrawAppeal: withdraw,
  ReopenAppeal: reopen,
  SupersedeAppeal: supersede,
  CloseOvertakenAppeal: closeOvertaken,
  OmitOutcome: omit,
  NoteProvisionalReplyDue: noteReplyDue,
  SendProvisionalReply: sendReply,
  DeferEnforcement: defer,
  CoverCosts: coverCosts,
  RecordDetrimentNotice: recordNotice,
  ...notice,
};
