import { refuse } from '#eventsourcing/decider.js';
import { end } from './following.js';
import { no } from './refusals.js';
import type { Answer } from './standing.js';
import type { AcceptedAward } from './state.js';

/**
 * The application was withdrawn after its decision was annulled, before that ended its award: a decision-maker has it
 * end as it would have since.
 */
interface EndWithdrawnAward {
  readonly type: 'EndWithdrawnAward';
  readonly person: string;
  /** The annulled decision after which the application was withdrawn; none while it is not withdrawn. */
  readonly decision: number | undefined;
}

function endWithdrawn({ person, decision }: EndWithdrawnAward, state: AcceptedAward): Answer {
  if (decision === undefined) return refuse(no.withdrawal());
  if (state.status === 'revoked') return refuse(no.inState(state.status));
  return end({ decision, decisionMaker: person, withdrawn: true }, state);
}

/** What is left of an application that was withdrawn. */
export const withdrawals = { EndWithdrawnAward: endWithdrawn };
