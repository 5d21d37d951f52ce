import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { UpheldRevocation } from './award-changes.js';

/** What is in force again needs money that is not free: an appeal was won, or what was repaid may be paid again. It is done once there is some. */
export type AppropriationAwaited = DomainEvent<
  'AppropriationAwaited',
  {
    readonly awardId: string;
    readonly schemeId: string;
    /** The appeal that was won; of none, what is in force and unpaid is to be planned anew. */
    readonly appealId?: string | undefined;
    /** The revocation that it undoes. */
    readonly revocation?: number | undefined;
    /** What is in force after it, where the revocation holds in part. */
    readonly inForce?: { readonly by: UpheldRevocation['by']; readonly amount: Money } | undefined;
    /** The amendment that it lifts. */
    readonly amendment?: number | undefined;
    /** What had too little, and how much was missing. */
    readonly limit: 'appropriation' | 'commitment-authority';
    readonly year: number;
    readonly missing: Money;
    /** It waits on, and what is missing is another sum by now; said where what is missing is kept up to date. */
    readonly again?: true | undefined;
    /** What is missing is looked at anew each hour; on record since it is. */
    readonly keptUp?: true | undefined;
  }
>;

/** The event type of money that is waited for. */
export const appropriationEvents = {
  AppropriationAwaited: { schemaVersion: 1 },
} satisfies Record<AppropriationAwaited['type'], EventTypeDefinition>;
