import { deadlineAfter } from '#calendar/deadlines.js';
import { faultOfArrival } from '#eventsourcing/arrivals.js';
import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import type { Appealed, AppealEvent, AppealSubmitted, OtherAppellant } from '../../contract/events.js';
import type { AppealRules } from '../../contract/regulation.js';
import { no, type AppealRefusal } from './refusals.js';
import { PENDING, type Appeal, type Appealable } from './state.js';

/** Appeals against one decision, each withdrawn before the next: every one is looked at before another is taken in. */
export const MOST_APPEALS = 20;
/** Decisions of one case that may be appealed against, each in place of the one before. */
export const MOST_DECISIONS = 200;
/** Others than the applicant who appeal against one decision. */
export const MOST_OTHERS = 50;

/** Who appeals without having applied, in clear. */
export interface OtherAppellantSaid extends OtherAppellant {
  readonly name: string;
  readonly address?: readonly string[] | undefined;
  readonly interest: string;
}

/** Somebody appeals, in the portal or by what an official registers; nothing is `appealable` when there is no such decision. */
export interface SubmitAppeal {
  readonly type: 'SubmitAppeal';
  readonly party: Pick<
    AppealSubmitted['data'],
    'caseId' | 'schemeId' | 'directorate' | 'regulationVersion' | 'applicant' | 'appellant' | 'arrival'
  > & { readonly other?: OtherAppellantSaid | undefined };
  /** What was decided in an appeal against the same. */
  readonly decided?: string | undefined;
  /** How many others appeal against the same. */
  readonly others?: number | undefined;
  readonly against: Appealed;
  readonly appealable: Appealable | undefined;
  /** Counts the appeals against the same; 1 for the first, as when left out. */
  readonly attempt?: number | undefined;
  readonly rules: AppealRules | undefined;
  readonly grounds: string;
  /** Calendar date on which it is taken in; of a registered one, its arrival says when it came. */
  readonly receivedOn: string;
}

/**
 * An appeal is taken in also when it is late: whether it is treated nevertheless is decided afterwards. Without a
 * recorded notice no period has begun, so only the outer limit can make it late. What was posted, sent or said in time
 * is in time, whenever it came in. No notice is meant for who did not apply: that period begins with knowledge, which
 * is recorded later.
 * Source of the time limits' kinds: forvaltningsloven (Public Administration Act) §§ 29 to 31; their lengths are the
 * regulation version's.
 */
export function submit(command: SubmitAppeal, state: Appeal): Decision<AppealEvent, AppealRefusal> {
  const { appealable, rules, receivedOn: today, party, against, grounds, attempt = 1 } = command;
  const { decided, others = 0 } = command;
  if (state.status !== 'none')
    return refuse(PENDING.has(state.status) ? no.secondAppeal() : no.repetition(state.status));
  if (decided !== undefined) return refuse(no.repetition(decided));
  if (!rules) return refuse(no.right());
  if (!appealable) return refuse(no.decision());
  if (appealable.final) return refuse(no.furtherAppeal());
  if (attempt > MOST_APPEALS) return refuse(no.appeals(MOST_APPEALS));
  if (party.other && others >= MOST_OTHERS) return refuse(no.others(MOST_OTHERS));
  if (against.kind === 'decision' && against.number > MOST_DECISIONS)
    return refuse(no.decisions(MOST_DECISIONS));
  const { decidedOn } = appealable;
  const { arrival } = party;
  const fault = arrival && faultOfArrival(arrival, today, { what: 'the decision', day: decidedOn });
  if (fault) return refuse(fault);
  const { sentOn, receivedOn } = arrival ?? { sentOn: today, receivedOn: today };
  const deadline = claimsStanding(party.other, against) ? undefined : lastDay(appealable, rules);
  const outerLimit = deadlineAfter(decidedOn, rules.outerLimit);
  const late = sentOn > outerLimit || (deadline !== undefined && sentOn > deadline);
  const { provisionalReply, body } = rules;
  return accept<AppealEvent>({
    type: 'AppealSubmitted',
    data: {
      ...party,
      appealBody: body,
      against,
      grounds,
      receivedOn,
      deadline,
      outerLimit,
      late,
      provisionalReplyDue: provisionalReply && deadlineAfter(receivedOn, provisionalReply),
    },
  });
}

/** Whether an interest has first to be recognised: whose appeal was dismissed is a party to the dismissal. */
export function claimsStanding(other: object | undefined, { kind }: Appealed): boolean {
  return other !== undefined && kind !== 'dismissal';
}

/** Whether the party acted after a last day (calendar date) to appeal, or after the outer one. */
export function cameAfter(
  deadline: string,
  { arrival, receivedOn, outerLimit }: Pick<AppealSubmitted['data'], 'arrival' | 'receivedOn' | 'outerLimit'>,
): boolean {
  const actedOn = arrival?.sentOn ?? receivedOn;
  return actedOn > deadline || actedOn > outerLimit;
}

function lastDay({ receivedOn, deadline }: Appealable, { period }: AppealRules): string | undefined {
  return deadline ?? (receivedOn === undefined ? undefined : deadlineAfter(receivedOn, period));
}
