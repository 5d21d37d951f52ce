import { deadlineAfter } from '#calendar/deadlines.js';
import { faultOfDay } from '#eventsourcing/days.js';
import { refuse, type Decision } from '#eventsourcing/decider.js';
import type { AppealEvent } from '../../contract/events.js';
import type { AppealRules } from '../../contract/regulation.js';
import { impartially, type Official } from './impartiality.js';
import { no, type AppealRefusal } from './refusals.js';
import { PENDING, PREPARING, type SubmittedAppeal } from './state.js';

type Answer = Decision<AppealEvent, AppealRefusal>;

/** The deciding body finds that who did not apply has a legal interest; else it dismisses the appeal. */
interface RecogniseStanding extends Official {
  readonly type: 'RecogniseStanding';
  readonly grounds: string;
}

/** Also of an appeal that was to be dismissed. */
function recognise(command: RecogniseStanding, state: SubmittedAppeal): Answer {
  const { person, grounds } = command;
  if (!PENDING.has(state.status)) return refuse(no.longerOpen(state.status));
  if (state.standing !== 'claimed') return refuse(no.standingAgain());
  if (state.submission.appellant === person) return refuse(no.impartiality());
  return impartially(command, state, { type: 'AppealStandingRecognised', data: { person, grounds } });
}

/** The day on which who did not apply got, or should have got, knowledge of the decision. */
interface RecordKnowledge extends Official {
  readonly type: 'RecordKnowledge';
  /** Calendar date. */
  readonly knownOn: string;
  /** The day of the decision, calendar date. */
  readonly decidedOn: string | undefined;
  readonly rules: AppealRules | undefined;
  /** Calendar date. */
  readonly today: string;
}

/** The time to appeal runs from then; recorded again it runs from the other day. */
function know(command: RecordKnowledge, state: SubmittedAppeal): Answer {
  const { person, knownOn, decidedOn, rules, today } = command;
  const { status, standing, submission } = state;
  if (!PENDING.has(status)) return refuse(no.longerOpen(status));
  if (standing === undefined) return refuse(no.standingAgain());
  if (status !== 'late' && !PREPARING.has(status))
    return refuse(no.inState(status, 'with the deciding body'));
  if (!rules) return refuse(no.right());
  if (submission.appellant === person) return refuse(no.impartiality());
  const after = { what: 'the decision', day: decidedOn };
  const fault = faultOfDay({ member: 'knownOn', day: knownOn, today, after });
  if (fault) return refuse(fault);
  const { receivedOn, arrival, outerLimit } = submission;
  const actedOn = arrival?.sentOn ?? receivedOn;
  const deadline = deadlineAfter(knownOn, rules.period);
  return impartially(command, state, {
    type: 'AppellantKnowledgeRecorded',
    data: { person, knownOn, deadline, late: actedOn > deadline || actedOn > outerLimit },
  });
}

/** What is asked of who appeals without having applied. */
export const standings = { RecogniseStanding: recognise, RecordKnowledge: know };
