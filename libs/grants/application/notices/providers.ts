import {
  ApproveNoticeCorrectionHandler,
  CorrectedNotices,
  ProposeNoticeCorrectionHandler,
  RejectNoticeCorrectionHandler,
} from './correct-receipt.js';
import { Notices } from './notices.js';
import { RecordNoticeHandler } from './record-notice.js';

/** What the notices of cases need. */
export const NOTICES = [
  Notices,
  RecordNoticeHandler,
  CorrectedNotices,
  ProposeNoticeCorrectionHandler,
  ApproveNoticeCorrectionHandler,
  RejectNoticeCorrectionHandler,
];
