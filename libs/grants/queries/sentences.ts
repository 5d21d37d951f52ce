import { BOOKING_SENTENCES, type BookingEvent } from '#budget/contract/sentences.js';
import { PAYOUT_SENTENCES } from '#payouts/contract/sentences/payouts.js';
import { RECOVERY_SENTENCES } from '#payouts/contract/sentences/recoveries.js';
import type { PayoutEvent, RecoveryEvent } from '#payouts/contract/events.js';
import type {
  AppealEvent,
  ApplicationEvent,
  AwardEvent,
  NoticeEvent,
  ReportEvent,
} from '../contract/events.js';
import type { AidEvent } from '#state-aid/contract/events.js';
import { toldBy, type SentencesOf, type Told } from '#cqrs/queries/sentence.js';
import { APPEAL_SENTENCES } from './sentences/appeals.js';
import { OTHER_APPELLANT_SENTENCES } from './sentences/other-appellants.js';
import { APPLICATION_SENTENCES } from './sentences/applications.js';
import { REPRESENTATION_SENTENCES } from './sentences/representation.js';
import { AWARD_SENTENCES } from './sentences/award.js';
import { CALL_SENTENCES, type CallEventOfCase } from './sentences/calls.js';
import { DECISION_SENTENCES } from './sentences/decisions.js';
import { NOTICE_SENTENCES } from './sentences/notices.js';
import { REPORT_SENTENCES } from './sentences/report.js';
import { STATE_AID_SENTENCES } from './sentences/state-aid.js';

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
  | AidEvent
  | NoticeEvent;

type Sentences = SentencesOf<CaseEvent>;

/** What every event type tells; a type without an entry does not compile. */
const SENTENCES: Sentences = {
  ...CALL_SENTENCES,
  ...APPLICATION_SENTENCES,
  ...REPRESENTATION_SENTENCES,
  ...DECISION_SENTENCES,
  ...BOOKING_SENTENCES,
  ...AWARD_SENTENCES,
  ...REPORT_SENTENCES,
  ...APPEAL_SENTENCES,
  ...OTHER_APPELLANT_SENTENCES,
  ...PAYOUT_SENTENCES,
  ...RECOVERY_SENTENCES,
  ...STATE_AID_SENTENCES,
  ...NOTICE_SENTENCES,
};

/** Tells an event of a case whose data is in clear; one of a context that came later is told by its name. */
export function tell(type: string, data: unknown): Told {
  return toldBy(SENTENCES, type, data);
}
