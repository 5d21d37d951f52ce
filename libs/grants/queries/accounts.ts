import { BOOKING_ACCOUNTS, type BookingEvent } from '#budget/contract/accounts.js';
import { PAYOUT_ACCOUNTS } from '#payouts/contract/accounts/payouts.js';
import { RECOVERY_ACCOUNTS } from '#payouts/contract/accounts/recoveries.js';
import type { PayoutEvent, RecoveryEvent } from '#payouts/contract/events.js';
import type { AppealEvent, ApplicationEvent, AwardEvent, ReportEvent } from '../contract/events.js';
import type { AidEvent } from '#state-aid/contract/events.js';
import { toldBy, type AccountsOf, type Told } from '#cqrs/queries/account.js';
import { APPEAL_ACCOUNTS } from './accounts/appeals.js';
import { APPLICATION_ACCOUNTS } from './accounts/applications.js';
import { AWARD_ACCOUNTS } from './accounts/award.js';
import { CALL_ACCOUNTS, type CallEventOfCase } from './accounts/calls.js';
import { DECISION_ACCOUNTS } from './accounts/decisions.js';

import { REPORT_ACCOUNTS } from './accounts/report.js';
import { STATE_AID_ACCOUNTS } from './accounts/state-aid.js';

/** Everything that can stand in the history of a case. */
export type CaseEvent =
  | CallEventOfCase
  | ApplicationEvent
  | AppealEvent
  | AwardEvent
  | ReportEvent
  | PayoutEvent
  | RecoveryEvent
  | BookingEvent
  | AidEvent;

type Accounts = AccountsOf<CaseEvent>;

/** What every event type tells; a type without an entry does not compile. */
const ACCOUNTS: Accounts = {
  ...CALL_ACCOUNTS,
  ...APPLICATION_ACCOUNTS,
  ...DECISION_ACCOUNTS,
  ...BOOKING_ACCOUNTS,
  ...AWARD_ACCOUNTS,
  ...REPORT_ACCOUNTS,
  ...APPEAL_ACCOUNTS,
  ...PAYOUT_ACCOUNTS,
  ...RECOVERY_ACCOUNTS,
  ...STATE_AID_ACCOUNTS,
};

/** Tells an event of a case whose data is in clear; one of a context that came later is told by its name. */
export function tell(type: string, data: unknown): Told {
  return toldBy(ACCOUNTS, type, data);
}
