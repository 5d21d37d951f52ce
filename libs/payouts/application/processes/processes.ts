import { BookReceivedMoney } from './book-received-money.js';
import { WatchLimitation } from './watch-limitation.js';
import { WatchRecoveries } from './watch-recoveries.js';

/** The process managers of payouts and recoveries; the composition hands them to their runners. */
export const PAYOUTS_PROCESSES = [WatchRecoveries, WatchLimitation, BookReceivedMoney];
