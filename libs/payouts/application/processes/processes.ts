import { BookReceivedMoney } from './book-received-money.js';
import { WatchRecoveries } from './watch-recoveries.js';

/** The process managers of payouts and recoveries; the composition hands them to their runners. */
export const PAYOUTS_PROCESSES = [WatchRecoveries, BookReceivedMoney];
