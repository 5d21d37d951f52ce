import type { AwardEvent } from '../../contract/events.js';
import { evolve } from './evolve.js';
import type { AcceptedAward, Award } from './state.js';

/**
 * Of an award that is in force again by these events: requests that its revocation ended unanswered wait again, and those
 * whose refusal an appeal set aside meanwhile.
 */
export function reopenedWith(state: AcceptedAward, events: readonly AwardEvent[]): readonly AwardEvent[] {
  if (state.status !== 'revoked') return [];
  const back = events.reduce<Award>(evolve, state);
  if (back.status !== 'accepted') return [];
  const { awardId } = state.terms;
  return [...(state.requests ?? [])].flatMap(
    ({ request, refusal, toGrant: granted, wonAfterEnd: appealId, endedByRevocation }): AwardEvent[] => {
      if (endedByRevocation) return [{ type: 'AmendmentRequestResumed', data: { awardId, request } }];
      return appealId === undefined || refusal === undefined
        ? []
        : [
            {
              type: 'AmendmentRequestReopened',
              data: { awardId, request, refusal: refusal.number, appealId, ...(granted ? { granted } : {}) },
            },
          ];
    },
  );
}
