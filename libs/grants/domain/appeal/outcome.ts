import { deadlineAfter } from '#calendar/deadlines.js';
import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { AppealEvent } from '../../contract/events.js';
import type {
  CoverCosts,
  DecideAppeal,
  DeferEnforcement,
  NoteProvisionalReplyDue,
  NotifyAppealOutcome,
  ReopenAppeal,
  SendProvisionalReply,
  WithdrawAppeal,
} from './commands.js';
import { faultOfReplacement } from './content.js';
import { impartially } from './impartiality.js';
import { no, type AppealRefusal } from './refusals.js';
import { PENDING, WON, type SubmittedAppeal } from './state.js';

type Answer = Decision<AppealEvent, AppealRefusal>;

/** The appeal body lets the decision stand, changes it, or annuls it. */
export function decide(command: DecideAppeal, state: SubmittedAppeal): Answer {
  const { person, involved, outcome, newDecision, terms } = command;
  const { submission } = state;
  if (!PENDING.has(state.status)) return refuse(no.longerOpen(state.status));
  if (state.status !== 'forwarded') return refuse(no.inState(state.status, 'forwarded'));
  const before = [...involved, ...state.preparers, ...state.deciders, submission.appellant];
  if (before.includes(person)) return refuse(no.involvement());
  const fault =
    outcome === 'changed'
      ? faultOfReplacement(newDecision, submission.against, terms)
      : newDecision &&
        refusal('invalid', 'new-decision-not-wanted', 'only a changed decision is replaced by another');
  return fault ? refuse(fault) : impartially(command, state, outcomeOf(command, state));
}

/** The applicant gives the appeal up, as long as there is no outcome. */
export function withdraw({ grounds }: WithdrawAppeal, state: SubmittedAppeal): Answer {
  if (!PENDING.has(state.status)) return refuse(no.longerOpen(state.status));
  return accept<AppealEvent>({ type: 'AppealWithdrawn', data: { grounds } });
}

/** A dismissed appeal is treated after all: its dismissal was appealed against and did not hold. */
export function reopen({ appealId }: ReopenAppeal, state: SubmittedAppeal): Answer {
  if (PENDING.has(state.status)) return accept();
  if (state.status !== 'dismissed') return refuse(no.inState(state.status, 'dismissed'));
  return accept<AppealEvent>({ type: 'AppealReopened', data: { appealId } });
}

/** The time for an answer ran out: said once, and only where no reply was sent and no outcome came. */
export function noteReplyDue({ dueAt }: NoteProvisionalReplyDue, state: SubmittedAppeal): Answer {
  if (!PENDING.has(state.status) || state.provisionalReply !== undefined) return accept();
  return accept<AppealEvent>({ type: 'ProvisionalReplyBecameDue', data: { dueAt } });
}

/** The party is told what it waits for; may be said again. */
export function sendReply({ text, expectedBy }: SendProvisionalReply, state: SubmittedAppeal): Answer {
  if (!PENDING.has(state.status)) return refuse(no.longerOpen(state.status));
  return accept<AppealEvent>({ type: 'ProvisionalReplySent', data: { text, expectedBy } });
}

/** Enforcement waits, as long as the appeal does. */
export function defer({ until, grounds }: DeferEnforcement, state: SubmittedAppeal): Answer {
  if (!PENDING.has(state.status)) return refuse(no.longerOpen(state.status));
  return accept<AppealEvent>({ type: 'EnforcementDeferred', data: { until, grounds } });
}

/** Whoever had a decision changed in their favour may have their costs covered, once. */
export function coverCosts(command: CoverCosts, state: SubmittedAppeal): Answer {
  const { amount, currency, grounds } = command;
  if (!WON.has(state.status)) return refuse(no.inState(state.status, 'reversed, changed or annulled'));
  if (state.costsCovered) return refuse(no.costsAgain());
  if (amount.currency !== currency)
    return refuse(refusal('invalid', 'other-currency', `the case is in ${currency}`, { currency }));
  if (amount.amount <= 0)
    return refuse(refusal('invalid', 'amount-invalid', 'the costs covered are above 0'));
  return accept<AppealEvent>({ type: 'AppealCostsCovered', data: { amount, grounds } });
}

/** Notice of the outcome was received; of a dismissal the period of appeal begins then. */
export function notify(command: NotifyAppealOutcome, state: SubmittedAppeal): Answer {
  const { receivedOn, today, channel, letter } = command;
  if (PENDING.has(state.status) || state.status === 'withdrawn')
    return refuse(no.inState(state.status, 'decided'));
  if (state.notice) return refuse(no.secondNotice());
  if (receivedOn > today) return refuse(no.noticeFromTomorrow());
  const appealDeadline = lastDayToAppeal(command, state);
  return accept<AppealEvent>({
    type: 'AppealOutcomeNotified',
    data: { receivedOn, channel, appealDeadline, ...(letter === undefined ? {} : { letter }) },
  });
}

/** The last day (calendar date) to appeal against an outcome: only a dismissal can be. */
export function lastDayToAppeal(
  { receivedOn, rules }: Pick<NotifyAppealOutcome, 'receivedOn' | 'rules'>,
  { status }: Pick<SubmittedAppeal, 'status'>,
): string | undefined {
  return status === 'dismissed' && rules ? deadlineAfter(receivedOn, rules.period) : undefined;
}

function outcomeOf(command: DecideAppeal, { submission }: SubmittedAppeal): AppealEvent {
  const { person: decider, outcome, grounds, newDecision } = command;
  const { against } = submission;
  switch (outcome) {
    case 'stands':
      return { type: 'AppealLetStand', data: { decider, grounds } };
    case 'changed':
      return { type: 'AppealChangedDecision', data: { decider, against, newDecision, grounds } };
    case 'annulled':
      return { type: 'AppealAnnulledDecision', data: { decider, against, grounds } };
  }
}
