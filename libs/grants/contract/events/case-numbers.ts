import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';

/** A case got the short number that people call it by. */
export type CaseNumberGiven = DomainEvent<
  'CaseNumberGiven',
  {
    readonly caseId: string;
    /** In which its application was submitted. */
    readonly year: number;
    /** Running within the year, from 1. */
    readonly number: number;
  }
>;

/** What happens to the numbers of a year. */
export type CaseNumberEvent = CaseNumberGiven;

/** The numbers' event types. */
export const caseNumberEvents = {
  CaseNumberGiven: { schemaVersion: 1 },
} satisfies Record<CaseNumberEvent['type'], EventTypeDefinition>;

/** The number as people write it: `2027/17`. */
export function caseNumberText({ year, number }: Pick<CaseNumberGiven['data'], 'year' | 'number'>): string {
  return `${year}/${number}`;
}
