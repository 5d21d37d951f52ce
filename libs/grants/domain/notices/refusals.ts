import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { ReceiptRefusal } from './receipt.js';

/** Why a notice is not recorded, or its receipt not corrected. */
export type NoticeRefusal =
  Refusal<'nothing-to-notify' | 'already-notified' | 'received-on-invalid' | 'not-notified'> | ReceiptRefusal;

/** The refusals that several commands have in common. */
export const no = {
  decision: () => refusal('conflict', 'nothing-to-notify', 'no such decision stands in the case'),
  notice: () =>
    refusal('conflict', 'not-notified', 'no notice of the decision is recorded that could be corrected'),
};
