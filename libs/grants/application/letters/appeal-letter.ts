import type { CalendarDate } from '#calendar/oslo.js';
import type { AppealOutcome, AppealOutcomeLetterFacts } from '../../letters/facts.js';
import { appealOutcomeLetter } from '../../letters/appeal-outcome-letter.js';
import type { OtherAppellantSaid } from '../../domain/appeal/submission.js';
import { isReversedInPart, type SubmittedAppeal } from '../../domain/appeal/state.js';
import { appealFacts, caseFacts, registrationOf, type Writing } from './case-facts.js';
import type { CaseInWords, QuotedAppealEvent } from './case-words.js';
import { outcomeOfAppeal } from './decided.js';
import type { WrittenLetter } from './decision-letter.js';
import type { Opened } from './opened-events.js';

/** How who acts for no organisation is known. */
const SUBJECT = 'subject:';

const OUTCOMES = {
  AppealDismissed: 'dismissed',
  AppealReversed: 'reversed',
  AppealLetStand: 'let-stand',
  AppealChangedDecision: 'changed',
  AppealAnnulledDecision: 'annulled',
} as const satisfies Record<string, AppealOutcome>;

/** An appeal that was decided. */
export interface DecidedAppeal {
  readonly appeal: SubmittedAppeal;
  readonly events: readonly Opened<QuotedAppealEvent>[];
  /** The day of the decision it was against. */
  readonly againstDecidedOn: CalendarDate;
  /** Last day to appeal against a dismissal, or against what stays after a reversal in part. */
  readonly appealDeadline?: CalendarDate | undefined;
  /** Who appealed without having applied. */
  readonly other?: OtherAppellantSaid | undefined;
}

/** The letter on an appeal's outcome, from the body that decided it; undefined while nobody has. */
export function appealLetter(
  theCase: CaseInWords,
  { appeal, events, againstDecidedOn, appealDeadline, other }: DecidedAppeal,
  writing: Writing,
): WrittenLetter | undefined {
  const decided = outcomeOfAppeal(events);
  if (!decided) return undefined;
  const outcome = OUTCOMES[decided.type];
  const byAppealBody = outcome !== 'dismissed' && outcome !== 'reversed';
  const common = caseFacts(theCase, writing);
  const bodyName = theCase.regulation.appeal?.bodyName;
  const { submission, preparers } = appeal;
  const facts: AppealOutcomeLetterFacts = {
    ...common,
    ...(byAppealBody && bodyName !== undefined ? { sender: { name: bodyName }, enquiries: undefined } : {}),
    outcome,
    against: { kind: submission.against.kind, decidedOn: againstDecidedOn },
    receivedOn: submission.receivedOn,
    registration: registrationOf(submission.arrival, writing.officials),
    grounds: decided.grounds,
    ...(other ? toOther(other) : toParty(decided, appeal)),
    grantRevoked: 'grant' in decided.data && decided.data.grant === 'revoked',
    joined: appeal.joinedTo !== undefined,
    decidedBy: {
      preparedBy: [...(byAppealBody ? preparers : decided.preparedBy)].map(writing.officials),
      approvedBy: writing.officials(decided.approvedBy),
    },
    appeal:
      outcome === 'dismissed' || isReversedInPart(appeal) ? appealFacts(theCase, appealDeadline) : undefined,
  };
  return { kind: 'appeal-outcome', document: appealOutcomeLetter(facts) };
}

/** What the case gives its party is no business of others. */
function toOther({ name, organisation, address }: OtherAppellantSaid) {
  const person = organisation?.startsWith(SUBJECT);
  const addressee = { name, organisation: person ? undefined : organisation, address };
  return { addressee, copyTo: undefined, ofOther: true };
}

function toParty(decided: NonNullable<ReturnType<typeof outcomeOfAppeal>>, { inPart }: SubmittedAppeal) {
  return {
    newAmount: newAmountOf(decided.data),
    inPart,
    ...('detriment' in decided ? { detriment: decided.detriment } : {}),
  };
}

function newAmountOf(data: object) {
  const { newDecision, detriment } = data as Partial<
    Extract<Opened<QuotedAppealEvent>, { type: 'AppealReversed' }>['data']
  >;
  return newDecision?.outcome === 'granted' || detriment ? newDecision?.amount : undefined;
}
