import { accept, type Decision } from '#eventsourcing/decider.js';
import type { AppealEvent } from '../../contract/events.js';
import type { AppealRefusal } from './refusals.js';
import { claimsStanding } from './submission.js';
import { PENDING, type SubmittedAppeal } from './state.js';

/** The receipt of what is appealed against was corrected, and the last day to appeal came later by it. */
interface MoveAppealDeadline {
  readonly type: 'MoveAppealDeadline';
  /** Calendar date. */
  readonly deadline: string;
}

/** Never to an earlier day; an appeal that was late by the wrong day alone is in time. */
function move(
  { deadline }: MoveAppealDeadline,
  { status, submission, late }: SubmittedAppeal,
): Decision<AppealEvent, AppealRefusal> {
  const { deadline: before, receivedOn, arrival, outerLimit } = submission;
  // The notice was the party's; who did not apply is judged by its own knowledge.
  if (claimsStanding(submission.other, submission.against)) return accept();
  if (!PENDING.has(status) || before === undefined || deadline <= before) return accept();
  const actedOn = arrival?.sentOn ?? receivedOn;
  const stillLate = late && (actedOn > deadline || actedOn > outerLimit);
  return accept<AppealEvent>({ type: 'AppealDeadlineMoved', data: { deadline, before, late: stillLate } });
}

/** The time to appeal is another than was thought. */
export const deadlines = { MoveAppealDeadline: move };
