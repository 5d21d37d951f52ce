import { accept, type Decision } from '#eventsourcing/decider.js';
import type { AppealEvent, AppealJoined } from '../../contract/events.js';
import type { AppealRefusal } from './refusals.js';
import { PENDING, type SubmittedAppeal } from './state.js';

/** What this appeal is against was decided in another one. */
type JoinAppeal = { readonly type: 'JoinAppeal' } & AppealJoined['data'];

/**
 * One outcome for all who wait for one. An appeal whose dismissal did not hold was not heard before: that the decision
 * stands for others does not end it.
 */
function join(
  { type: _, ...data }: JoinAppeal,
  { status, reopened }: SubmittedAppeal,
): Decision<AppealEvent, AppealRefusal> {
  if (!PENDING.has(status) || (reopened && data.outcome === 'stands')) return accept();
  return accept<AppealEvent>({ type: 'AppealJoined', data });
}

/** Several appeal against the same. */
export const joining = { JoinAppeal: join };
