import { budgetEvents } from '#budget/contract/events.js';
import { joinCatalogues } from '#event-store/catalogue.js';
import { grantEvents } from '#grants/contract/events.js';
import { payoutEvents } from '#payouts/contract/events.js';
import { pilotEvents } from '#pilots/contract/events.js';
import { stateAidEvents } from '#state-aid/contract/events.js';

/** The event types of all contexts; checked when it is loaded. */
export const catalogue = joinCatalogues(grantEvents, budgetEvents, payoutEvents, stateAidEvents, pilotEvents);
