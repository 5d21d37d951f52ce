import { Notices } from './notices.js';
import { RecordNoticeHandler } from './record-notice.js';

/** What the notices of cases need. */
export const NOTICES = [Notices, RecordNoticeHandler];
