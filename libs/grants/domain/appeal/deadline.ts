import { accept, type Decision } from '#eventsourcing/decider.js';
import type { AppealEvent } from '../../contract/events.js';
import type { AppealRefusal } from './refusals.js';
import { cameAfter, claimsStanding } from './submission.js';
import { PENDING, type SubmittedAppeal } from './state.js';

/** The receipt of what is appealed against was corrected, and the last day to appeal came later by it. */
interface MoveAppealDeadline {
  readonly type: 'MoveAppealDeadline';
  /** Calendar date. */
  readonly deadline: string;
  /** Whether one that was dismissed as late by the wrong day is treated after all. */
  readonly reopens: boolean;
}

/**
 * Never to an earlier day; an appeal that was late by the wrong day alone is in time. Where it was dismissed meanwhile
 * it is treated after all: whether there is another reason to dismiss it, the deciding body says anew.
 */
function move(
  { deadline, reopens }: MoveAppealDeadline,
  { status, submission, late }: SubmittedAppeal,
): Decision<AppealEvent, AppealRefusal> {
  const { deadline: before } = submission;
  // The notice was the party's; who did not apply is judged by its own knowledge.
  if (claimsStanding(submission.other, submission.against)) return accept();
  if (before === undefined || deadline <= before) return accept();
  const stillLate = late && cameAfter(deadline, submission);
  if (PENDING.has(status))
    return accept<AppealEvent>({
      type: 'AppealDeadlineMoved',
      data: { deadline, before, late: stillLate },
    });
  const heard = reopens && status === 'dismissed' && late && !stillLate;
  return heard
    ? accept<AppealEvent>({ type: 'AppealReopened', data: { deadline, supersedes: true } })
    : accept();
}

/** The time to appeal is another than was thought. */
export const deadlines = { MoveAppealDeadline: move };
