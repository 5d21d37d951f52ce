import { PRECONDITION_FAILED } from '#eventsourcing/command.js';
import { keyReused, type Receipted } from '#eventsourcing/receipts.js';
import { type Refusal, refusal } from '#eventsourcing/refusal.js';
import type { DraftOutcome, DraftReplacement, DraftSummary } from './draft-store.js';
import { DRAFT_NOT_FOUND, draftSubmitted } from './draft-store.js';

/** A draft as it stands in the file, without its document. */
export interface Row {
  readonly seq: number;
  readonly id: string;
  readonly owner: string;
  readonly call_id: string;
  readonly revision: number;
  readonly command_hash: string;
  readonly replaced_by: string | null;
  readonly replaced_hash: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly position: string;
  readonly submitted_at: string | null;
}

/** The answer of a command that created the draft before. */
export function again(row: Row, commandHash: string): DraftOutcome {
  if (row.command_hash !== commandHash) return { ok: false, refusal: keyReused() };
  const { id, owner, call_id: callId, created_at: createdAt, position } = row;
  return { ok: true, draft: { id, owner, callId, revision: 0, createdAt, updatedAt: createdAt, position } };
}

/** The last replacement is what the row shows: neither it nor the answer has changed since. */
export function replacedAgain(row: Row, commandHash: string): DraftOutcome {
  return row.replaced_hash === commandHash
    ? { ok: true, draft: summaryOf(row) }
    : { ok: false, refusal: keyReused() };
}

/** An earlier replacement than the last: its answer, whatever came after. */
export function answeredAgain(row: Row, revision: number): DraftOutcome {
  return { ok: true, draft: { ...summaryOf(row), revision } };
}

/** What is remembered of a replacement. */
export function receiptedBy(
  { id, commandId, commandHash, expectedRevision, now: at }: DraftReplacement,
  { position }: Row,
): Receipted {
  return { commandId, commandHash, id, revision: expectedRevision + 1, position, at };
}

/** Why a draft is not replaced. */
export function whyNot(id: string, row: Row | undefined, expectedRevision: number): Refusal | undefined {
  if (!row) return notFound(id);
  if (row.submitted_at !== null) return draftSubmitted(id);
  return row.revision === expectedRevision ? undefined : moved(expectedRevision, row.revision);
}

function notFound(id: string): Refusal {
  return refusal('not-found', DRAFT_NOT_FOUND, `there is no draft ${id}`);
}

/** Another revision than the writer has seen. */
export function moved(seen: number, actual: number): Refusal {
  return refusal('precondition', PRECONDITION_FAILED, `If-Match says revision ${seen}, it is ${actual}`, {
    seen,
    actual,
  });
}

/** What the row tells without its document. */
export function summaryOf(row: Row): DraftSummary {
  const {
    id,
    owner,
    call_id: callId,
    revision,
    created_at: createdAt,
    updated_at: updatedAt,
    position,
  } = row;
  const summary = { id, owner, callId, revision, createdAt, updatedAt, position };
  return row.submitted_at === null ? summary : { ...summary, submittedAt: row.submitted_at };
}
