import type { JsonObject } from '#eventsourcing/event.js';
import { type Refusal, refusal } from '#eventsourcing/refusal.js';
import type { Sealer } from '#sealing/sealer.js';
import type { Unsealer } from '#sealing/unsealer.js';

/** What is known of a draft without opening its document. */
export interface DraftSummary {
  /** Becomes the id of the application and of its case. */
  readonly id: string;
  /** Organisation it belongs to. */
  readonly owner: string;
  readonly callId: string;
  /** 0 when created, one more with each replacement. */
  readonly revision: number;
  /** UTC instants. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Head of the log when it was created: part of the answer that a repeated command gets again. */
  readonly position: string;
  readonly submittedAt?: string;
}

/** An application as it is being written: changeable, not yet part of the log. */
export interface Draft extends DraftSummary {
  /** Empty once it was submitted: then the log has it. */
  readonly document: JsonObject;
}

/** A draft to be created, with the command that creates it. */
export interface NewDraft {
  readonly id: string;
  readonly owner: string;
  readonly callId: string;
  readonly commandId: string;
  /** Keyed HMAC of the command's content. */
  readonly commandHash: string;
  readonly now: string;
  readonly position: string;
  readonly document: JsonObject;
}

/** A draft's new content. */
export interface DraftReplacement {
  readonly id: string;
  /** The revision the writer has seen. */
  readonly expectedRevision: number;
  readonly commandId: string;
  /** Keyed HMAC of the command's content. */
  readonly commandHash: string;
  /** The command may come again. */
  readonly keyed?: true;
  readonly now: string;
  readonly document: JsonObject;
}

/** The draft's summary, or why nothing was changed. */
export type DraftOutcome =
  { readonly ok: true; readonly draft: DraftSummary } | { readonly ok: false; readonly refusal: Refusal };

/** Which drafts of an owner to list, oldest first. */
export interface DraftListing {
  readonly limit: number;
  /** Id of the last draft of the page before. */
  readonly after?: string;
  /** Also those submitted; left out when not asked for. */
  readonly submitted?: boolean;
}

/** Drafts of applications, sealed at rest; durable when a promise resolves. */
export interface DraftStore {
  /**
   * Creates a draft; the same command again answers the draft as it was created (revision 0).
   * Refused: `idempotency-key-reused` when that command had other content, `too-many-drafts`, `too-many-applications`.
   */
  create(draft: NewDraft): Promise<DraftOutcome>;
  /**
   * Does `work` while no other work on this draft is done this way: a submission that reads the draft and a
   * replacement that looks into the log take turns, so that what was saved is what is submitted.
   */
  alone<T>(id: string, work: () => Promise<T>): Promise<T>;
  /**
   * Replaces the document; a command that did so, and may come again, is answered the same again, whatever came after.
   * Refused: `draft-not-found`, `draft-submitted`, `precondition-failed` (another revision than expected),
   * `idempotency-key-reused` when that command had other content.
   */
  replace(replacement: DraftReplacement): Promise<DraftOutcome>;
  /** Undefined when there is none, also when its key was erased. */
  get(id: string): Promise<Draft | undefined>;
  /** The summary without opening the document. */
  find(id: string): Promise<DraftSummary | undefined>;
  list(owner: string, listing: DraftListing): Promise<DraftSummary[]>;
  /** From now on it cannot be replaced, and its document is gone; the same again changes nothing, nor does it when there is none. */
  markSubmitted(id: string, now: string): Promise<void>;
  /** Nothing happens when there is none. */
  remove(id: string): Promise<void>;
  /** Finishes what was accepted. */
  close(): Promise<void>;
}

/** How documents are sealed and opened. */
export interface DraftSealing {
  readonly sealer: Pick<Sealer, 'sealDocument'>;
  readonly unsealer: Pick<Unsealer, 'unsealDocument'>;
}

/** Drafts an applicant may have in a call, not counting those submitted. */
export const MOST_DRAFTS = 100;

/** The applicant has begun enough applications to this call. */
export function tooManyDrafts(): Refusal {
  const detail = `an applicant may have ${MOST_DRAFTS} drafts in a call; go on with one of them, or submit it`;
  return refusal('conflict', 'too-many-drafts', detail, { limit: MOST_DRAFTS });
}

/** Applications an applicant may begin in a call, submitted ones among them. */
export const MOST_APPLICATIONS = 1_000;

/** The applicant has applied often enough in this call. */
export function tooManyApplications(): Refusal {
  const detail = `an applicant may begin ${MOST_APPLICATIONS} applications in a call, submitted ones among them`;
  return refusal('conflict', 'too-many-applications', detail, { limit: MOST_APPLICATIONS });
}

/** There is no such draft. */
export const DRAFT_NOT_FOUND = 'draft-not-found';

/** The draft was submitted: the application is in the log now. */
export const DRAFT_SUBMITTED = 'draft-submitted';

/** A submitted draft is not changed any more. */
export function draftSubmitted(id: string): Refusal {
  return refusal('conflict', DRAFT_SUBMITTED, `draft ${id} was submitted and cannot be changed`);
}
