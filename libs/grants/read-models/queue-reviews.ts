import { dateInOslo } from '#calendar/oslo.js';
import type { DecisionFlagged, FlaggedChangesAnnulled } from '../contract/events.js';
import { leavesGrant } from '../contract/events/flagged-decision.js';

/** What is to be done about something that is flagged. */
export const REVIEW = 'review-flagged-decision';

interface Review {
  readonly id: string;
  readonly next: string;
}

/** The duties after an event of the application: what is flagged is looked at before anything else. */
export function reviewAfter(before: string, event: OfReview): string {
  const flagged = event.type === 'DecisionFlagged';
  if (!flagged && !REVIEWED.has(event.type)) return before;
  const others = (JSON.parse(before) as Review[]).filter((each) => !isReviewed(each, event));
  if (!flagged) return JSON.stringify(others);
  const id = reviewOf(event.data);
  return JSON.stringify([{ id, next: REVIEW, due: dateInOslo(event.metadata.occurredAt) }, ...others]);
}

interface OfReview {
  readonly type: string;
  readonly data: object;
  readonly metadata: { readonly occurredAt: string };
}

/** What outlives the decision is looked at for itself. */
function reviewOf({ of }: Pick<DecisionFlagged['data'], 'of'>): string {
  return of && leavesGrant(of) ? `${REVIEW} ${of.kind} ${'id' in of ? of.id : of.number}` : REVIEW;
}

/** Whether a duty is no more with an event, or takes its place once more. */
function isReviewed({ id, next }: Review, { type, data }: OfReview): boolean {
  if (next !== REVIEW) return false;
  switch (type) {
    case 'DecisionFlagged':
      return id === reviewOf(data);
    case 'FlaggedChangesAnnulled':
      return (data as FlaggedChangesAnnulled['data']).of.some(
        (of) => leavesGrant(of) && id === reviewOf({ of }),
      );
    case 'DecisionUpheld':
      return true;
    default:
      return id === REVIEW;
  }
}

const REVIEWED: ReadonlySet<string> = new Set([
  'DecisionUpheld',
  'FlaggedChangesAnnulled',
  'DecisionReplaced',
  'DecisionAwaitsAppropriation',
  'ApplicationReopened',
]);
