import { addDays } from '#calendar/oslo.js';
import { possibleUnder, type PossibleCommand } from '#cqrs/possible-commands.js';
import {
  ApproveNoticeCorrection,
  ProposeNoticeCorrection,
  RejectNoticeCorrection,
} from '../../application/notices/correct-receipt.js';
import { RecordNotice } from '../../application/notices/record-notice.js';
import type { Noticed } from '../../contract/events.js';
import { inOrder, type Notice, type Notices } from '../../domain/notices/state.js';

/** What the possible notices of a case are made of. */
export interface NoticeFacts {
  readonly caseId: string;
  /** Calendar date. */
  readonly today: string;
  readonly notices: Notices;
}

/** A notice of each decision that the party was told by letter; once it is recorded, another day of its receipt. */
export function possibleNotices(facts: NoticeFacts): PossibleCommand[] {
  return inOrder(facts.notices).flatMap((notice) => {
    const { about, received } = notice;
    if (about.kind === 'appeal' || about.kind === 'forewarning') return [];
    const of = named(about);
    return received ? corrections(facts, of, notice) : [recording(facts, of)];
  });
}

function recording({ caseId, today }: NoticeFacts, of: NamedNotice): PossibleCommand {
  const body = { of, receivedOn: today, channel: 'portal' } as const;
  return possibleUnder(`/v1/cases/${caseId}`)(
    'record-notice',
    'notices',
    body,
    (context) => new RecordNotice(caseId, body, context),
  );
}

/** A day after the one on record, or before where that is today; what waits may be approved or rejected. */
function corrections(
  { caseId, today }: NoticeFacts,
  of: NamedNotice,
  { received, correction }: Notice,
): PossibleCommand[] {
  const command = possibleUnder(`/v1/cases/${caseId}/notices`);
  const { receivedOn: recorded = today } = received ?? {};
  const receivedOn = addDays(recorded, recorded < today ? 1 : -1);
  const proposal = { of, receivedOn, grounds: 'The postal receipt bears this day.' };
  const number = { of, correction: correction?.number ?? 1 };
  const rejection = { ...number, grounds: 'That receipt is of another letter.' };
  return [
    command(
      'propose-notice-correction',
      'receipt-correction',
      proposal,
      (context) => new ProposeNoticeCorrection(caseId, proposal, context),
    ),
    command(
      'approve-notice-correction',
      'receipt-correction-approval',
      number,
      (context) => new ApproveNoticeCorrection(caseId, number, context),
    ),
    command(
      'reject-notice-correction',
      'receipt-correction-rejection',
      rejection,
      (context) => new RejectNoticeCorrection(caseId, rejection, context),
    ),
  ];
}

type NamedNotice = ReturnType<typeof named>;

/** A revocation is the one that stands. */
function named(of: Noticed) {
  return of.kind === 'revocation' ? { kind: of.kind } : of;
}
