import { payoutLifecycleEvents } from './events/payout.js';
import { recoveryEvents } from './events/recovery.js';

export type * from './events/payout.js';
export type { GivenUp, GivingUpForm } from '#giving-up/given-up.js';
export type * from './events/fallen.js';
export type * from './events/giving-up.js';
export type * from './events/limitation.js';
export type * from './events/received.js';
export type * from './events/recovery.js';
export type { RepaymentInstalment } from './plans.js';
export { payoutStream } from './events/payout.js';
export { recoveryStream } from './events/recovery.js';

/** The event types of payouts and recoveries, and their personal fields. */
export const payoutEvents = { ...payoutLifecycleEvents, ...recoveryEvents };
