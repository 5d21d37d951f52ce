import { deadlineAfter } from '#calendar/deadlines.js';
import { faultOfArrival } from '#eventsourcing/arrivals.js';
import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import type { Appealed, AppealEvent, AppealSubmitted } from '../../contract/events.js';
import type { AppealRules } from '../../contract/regulation.js';
import { no, type AppealRefusal } from './refusals.js';
import { PENDING, type Appeal, type Appealable } from './state.js';

/** Appeals against one decision, each withdrawn before the next: every one is looked at before another is taken in. */
export const MOST_APPEALS = 20;
/** Decisions of one case that may be appealed against, each in place of the one before. */
export const MOST_DECISIONS = 200;

/** The applicant's side appeals, itself or by what an official registers; nothing is `appealable` when there is no such decision. */
export interface SubmitAppeal {
  readonly type: 'SubmitAppeal';
  readonly party: Pick<
    AppealSubmitted['data'],
    'caseId' | 'schemeId' | 'directorate' | 'regulationVersion' | 'applicant' | 'appellant' | 'arrival'
  >;
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
 * is in time, whenever it came in.
 * Source of the time limits' kinds: forvaltningsloven (Public Administration Act) §§ 29 to 31; their lengths are the
 * regulation version's.
 */
export function submit(command: SubmitAppeal, state: Appeal): Decision<AppealEvent, AppealRefusal> {
  const { appealable, rules, receivedOn: today, party, against, grounds, attempt = 1 } = command;
  if (state.status !== 'none')
    return refuse(PENDING.has(state.status) ? no.secondAppeal() : no.repetition(state.status));
  if (!rules) return refuse(no.right());
  if (!appealable) return refuse(no.decision());
  if (appealable.final) return refuse(no.furtherAppeal());
  if (attempt > MOST_APPEALS) return refuse(no.appeals(MOST_APPEALS));
  if (against.kind === 'decision' && against.number > MOST_DECISIONS)
    return refuse(no.decisions(MOST_DECISIONS));
  const { decidedOn } = appealable;
  const { arrival } = party;
  const fault = arrival && faultOfArrival(arrival, today, { what: 'the decision', day: decidedOn });
  if (fault) return refuse(fault);
  const { sentOn, receivedOn } = arrival ?? { sentOn: today, receivedOn: today };
  const notified = appealable.receivedOn;
  const counted = notified === undefined ? undefined : deadlineAfter(notified, rules.period);
  const deadline = appealable.deadline ?? counted;
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
