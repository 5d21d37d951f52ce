import type { Recorded, DomainEvent } from '#eventsourcing/event.js';
import { caseNumberText, type CaseNumberGiven } from '../contract/events.js';
import { payoutEvents } from '#payouts/contract/events.js';

/**
 * Payouts and recoveries follow from the settlements of pilots too: such a case has no application, and nothing to show
 * among the applications' cases.
 */
export function mayLackApplication({ type }: { readonly type: string }): boolean {
  return Object.hasOwn(payoutEvents, type);
}

/** The case an event is about: one that gives it its number stands in the stream of all numbers. */
export function caseOf({ type, data, metadata }: Recorded<DomainEvent>): string | undefined {
  return type === 'CaseNumberGiven' ? (data as CaseNumberGiven['data']).caseId : metadata.caseId;
}

/** The number of a case as people write it, once it is given. Volatile: an order of submission decides it, not the case. */
export const CASE_NUMBER = { type: 'text', nullable: true, volatile: true } as const;

/** What of a row changes when its case gets its number. */
export function numbered({ data }: CaseNumberGiven) {
  return { case_number: caseNumberText(data) };
}
