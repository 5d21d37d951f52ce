import { possibleUnder, type PossibleCommand } from '#cqrs/possible-commands.js';
import { RecordNotice } from '../../application/notices/record-notice.js';
import type { Noticed } from '../../contract/events.js';
import { inOrder, type Notices } from '../../domain/notices/notices.js';

/** What the possible notices of a case are made of. */
export interface NoticeFacts {
  readonly caseId: string;
  /** Calendar date. */
  readonly today: string;
  readonly notices: Notices;
}

/** A notice of each decision that the party was told by letter and whose receipt nobody recorded. */
export function possibleNotices({ caseId, today, notices }: NoticeFacts): PossibleCommand[] {
  const command = possibleUnder(`/v1/cases/${caseId}`);
  const waiting = inOrder(notices).filter(({ received }) => received === undefined);
  return waiting.flatMap(({ about }) => {
    if (about.kind === 'appeal' || about.kind === 'forewarning') return [];
    const body = { of: named(about), receivedOn: today, channel: 'portal' } as const;
    return [command('record-notice', 'notices', body, (context) => new RecordNotice(caseId, body, context))];
  });
}

/** A revocation is the one that stands. */
function named(of: Noticed) {
  return of.kind === 'revocation' ? { kind: of.kind } : of;
}
