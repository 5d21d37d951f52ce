import type { Projection } from '#projections/projection.js';
import { row, table, type RowOf } from '#projections/table.js';
import { appealIdOf, type AppealEvent } from '../contract/events/appeal.js';

/** One row per appeal: where it stands and what is due next; its words stay in the log. */
export const appeals = table({
  name: 'appeals',
  key: ['appeal_id'],
  partition: 'case_id',
  indexes: [
    ['case_id'],
    ['directorate', 'received_on', 'appeal_id'],
    ['applicant', 'received_on', 'appeal_id'],
    ['appellant', 'received_on', 'appeal_id'],
    ['forwarded_to', 'received_on', 'appeal_id'],
  ],
  columns: {
    appeal_id: { type: 'text' },
    case_id: { type: 'text' },
    scheme_id: { type: 'text' },
    directorate: { type: 'text' },
    applicant: { type: 'text' },
    /** Organisation of who appealed without having applied. */
    appellant: { type: 'text', nullable: true },
    /** Somebody else than the applicant appealed. */
    of_other: { type: 'boolean' },
    appeal_body: { type: 'text' },
    /** The appeal body, from the day the appeal was forwarded: only then it sees it. */
    forwarded_to: { type: 'text', nullable: true },
    state: { type: 'text' },
    /** Whether an outcome is still to come. */
    open: { type: 'boolean' },
    /** Whether its outcome changes a revocation or a claim in part. */
    in_part: { type: 'boolean' },
    against_kind: { type: 'text' },
    /** Number of the decision, or id of the dismissed appeal, the award or the claim. */
    against: { type: 'text' },
    /** Number of the revocation; none where that is not on record. */
    against_revocation: { type: 'integer', nullable: true },
    received_on: { type: 'date' },
    deadline: { type: 'date', nullable: true },
    late: { type: 'boolean' },
    /** By when a provisional reply is due; none once one was sent. */
    reply_due: { type: 'date', nullable: true },
    reply_overdue: { type: 'boolean' },
    notified: { type: 'boolean' },
    revision: { type: 'integer' },
  },
});

/** An appeal's row. */
export type AppealRow = RowOf<typeof appeals>;

const EVENTS = [
  'AppealSubmitted',
  'AppealDeadlineMoved',
  'AppealImpartialityDeclared',
  'AppealPreparationBegun',
  'LateAppealAccepted',
  'AppealDismissalProposed',
  'AppealDismissed',
  'ReversalProposed',
  'AppealReversed',
  'AppealForwarded',
  'AppealLetStand',
  'AppealChangedDecision',
  'AppealAnnulledDecision',
  'AppealWithdrawn',
  'AppealReopened',
  'AppealSuperseded',
  'ProvisionalReplyBecameDue',
  'ProvisionalReplySent',
  'EnforcementDeferred',
  'OutcomeOmitted',
  'AppealCostsCovered',
  'DetrimentNoticeSent',
  'AppealOutcomeNotified',
  'AppealStandingRecognised',
  'AppellantKnowledgeRecorded',
  'AppealJoined',
  'OutcomeReceiptCorrectionProposed',
  'OutcomeReceiptCorrected',
  'OutcomeReceiptCorrectionRejected',
] as const satisfies readonly AppealEvent['type'][];

/** The appeals there are. */
export const appealsProjection: Projection<AppealEvent> = {
  name: 'appeals',
  version: 5,
  tables: [appeals],
  eventTypes: EVENTS,
  keyOf: (event) => event.metadata.caseId,
  rowsOf: (event) => [row(appeals, appealIdOf(event.stream))],
  apply(event, rows) {
    const { stream, revision } = event;
    const id = appealIdOf(stream);
    if (event.type === 'AppealSubmitted') return rows.put(appeals, opened(id, event.data, revision));
    const before = rows.get(appeals, id);
    if (before) rows.change(appeals, [id], { ...changes(before, event), revision });
  },
};

function opened(
  id: string,
  data: Extract<AppealEvent, { type: 'AppealSubmitted' }>['data'],
  revision: number,
): AppealRow {
  const { against } = data;
  return {
    appeal_id: id,
    case_id: data.caseId,
    scheme_id: data.schemeId,
    directorate: data.directorate,
    applicant: data.applicant,
    appellant: data.other?.organisation ?? null,
    of_other: data.other !== undefined,
    appeal_body: data.appealBody,
    forwarded_to: null,
    state: data.late ? 'late' : 'received',
    open: true,
    in_part: false,
    against_kind: against.kind,
    against: 'number' in against ? String(against.number) : against.id,
    against_revocation: against.kind === 'revocation' ? (against.revocation ?? null) : null,
    received_on: data.receivedOn,
    deadline: data.deadline ?? null,
    late: data.late,
    reply_due: data.provisionalReplyDue ?? null,
    reply_overdue: false,
    notified: false,
    revision,
  };
}

function changes(
  before: AppealRow,
  event: Exclude<AppealEvent, { type: 'AppealSubmitted' }>,
): Partial<AppealRow> {
  switch (event.type) {
    case 'AppealDeadlineMoved': {
      const { deadline, late } = event.data;
      return { deadline, late, ...(before.late && !late ? { state: 'received' } : {}) };
    }
    case 'AppealPreparationBegun':
      return { state: 'under-preparation' };
    case 'LateAppealAccepted':
      return { state: 'received' };
    case 'AppealDismissalProposed':
      return { state: 'dismissal-proposed' };
    case 'AppealDismissed':
      return concluded('dismissed');
    case 'ReversalProposed':
      return { state: 'reversal-proposed' };
    case 'AppealReversed':
      return { ...concluded('reversed'), in_part: event.data.amount !== undefined };
    case 'AppealForwarded':
      return { state: 'forwarded', forwarded_to: event.data.appealBody };
    case 'AppealLetStand':
      return concluded('stands');
    case 'AppealChangedDecision':
      return { ...concluded('changed'), in_part: event.data.amount !== undefined };
    case 'AppealAnnulledDecision':
      return concluded('annulled');
    case 'AppealWithdrawn':
      return concluded('withdrawn');
    case 'AppealSuperseded':
      return concluded('superseded');
    case 'AppealReopened': {
      const { deadline } = event.data;
      const inTime = deadline === undefined ? {} : { deadline, late: false };
      return { state: 'received', open: true, notified: false, ...inTime };
    }
    case 'ProvisionalReplyBecameDue':
      return { reply_overdue: true };
    case 'ProvisionalReplySent':
      return { reply_due: null, reply_overdue: false };
    case 'AppealOutcomeNotified':
      return { notified: true };
    case 'AppealStandingRecognised':
      return before.state === 'dismissal-proposed' ? { state: before.late ? 'late' : 'received' } : {};
    case 'AppellantKnowledgeRecorded': {
      const { deadline, late } = event.data;
      return { deadline, late, ...(late === before.late ? {} : { state: late ? 'late' : 'received' }) };
    }
    case 'AppealJoined':
      return concluded(event.data.outcome);
    case 'AppealImpartialityDeclared':
    case 'EnforcementDeferred':
    case 'OutcomeOmitted':
    case 'DetrimentNoticeSent':
    case 'AppealCostsCovered':
    case 'OutcomeReceiptCorrectionProposed':
    case 'OutcomeReceiptCorrected':
    case 'OutcomeReceiptCorrectionRejected':
      return {};
  }
}

function concluded(state: string): Partial<AppealRow> {
  return { state, open: false, reply_due: null, reply_overdue: false };
}
