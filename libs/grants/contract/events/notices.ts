import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Personal } from '#sealing/sealed.js';
import type { NoticeChannel } from './decision.js';
import { letterFields, type Language, type Letter } from './letter.js';

/**
 * What may be taken from a party after the decision on its application: by a revocation or an amendment of the award, or
 * the refusal of an amendment, by their numbers; by a claim for repayment, by its id. Beside these an offer that is open
 * again, by the commitment that holds its money, and a revocation that was reversed of own motion.
 */
export type Noticed =
  | { readonly kind: 'revocation' | 'amendment' | 'refusal' | 'reinstatement'; readonly number: number }
  | { readonly kind: 'recovery' | 'offer'; readonly id: string };

/** What a letter is about that is not part of its own command: beside those the forewarning of a claim, and an appeal's outcome. */
export type Told =
  | Noticed
  | { readonly kind: 'forewarning'; readonly id: string }
  | { readonly kind: 'appeal'; readonly id: string };

/** The party was told by letter what was decided, or is considered. */
export type LetterSent = DomainEvent<
  'LetterSent',
  {
    readonly caseId: string;
    readonly about: Told;
    /** Calendar date of the decision or the forewarning, which the letter bears. */
    readonly decidedOn: string;
    readonly letter: Letter;
  }
>;

/** The party received notice: the time to appeal runs from that day. */
export type NoticeReceived = DomainEvent<
  'NoticeReceived',
  {
    readonly caseId: string;
    readonly of: Noticed;
    /** Calendar date. */
    readonly decidedOn: string;
    /** Calendar date. */
    readonly receivedOn: string;
    readonly channel: NoticeChannel;
    readonly language: Language;
    /** Last day to appeal; none where the regulation gives no right to. */
    readonly appealDeadline?: string | undefined;
    /** Where none was kept before, or in another language. */
    readonly letter?: Letter | undefined;
  }
>;

/** Somebody found that notice was received on another day than is on record. */
export type NoticeReceiptCorrectionProposed = DomainEvent<
  'NoticeReceiptCorrectionProposed',
  {
    readonly caseId: string;
    readonly of: Noticed;
    /** Number of the correction for this notice, from 1. */
    readonly correction: number;
    readonly proposer: string;
    /** Calendar date. */
    readonly receivedOn: string;
    readonly grounds: Personal<string>;
  }
>;

/** Another person approved that: the day holds, and the last day to appeal moved where it comes later by it. */
export type NoticeReceiptCorrected = DomainEvent<
  'NoticeReceiptCorrected',
  {
    readonly caseId: string;
    readonly of: Noticed;
    /** Calendar date. */
    readonly decidedOn: string;
    readonly correction: number;
    readonly approver: string;
    /** Calendar date. */
    readonly receivedOn: string;
    /** The day that was on record. */
    readonly before: string;
    readonly appealDeadline?: string | undefined;
    readonly grounds?: Personal<string> | undefined;
  }
>;

/** Another person found that the day on record is the right one. */
export type NoticeReceiptCorrectionRejected = DomainEvent<
  'NoticeReceiptCorrectionRejected',
  {
    readonly caseId: string;
    readonly of: Noticed;
    readonly correction: number;
    readonly person: string;
    readonly grounds: Personal<string>;
  }
>;

/** What the party of a case is told beside the decision on its application. */
export type NoticeEvent =
  | LetterSent
  | NoticeReceived
  | NoticeReceiptCorrectionProposed
  | NoticeReceiptCorrected
  | NoticeReceiptCorrectionRejected;

/** The notices' event types and their personal fields. */
export const noticeEvents = {
  LetterSent: { schemaVersion: 1, personal: letterFields },
  NoticeReceived: { schemaVersion: 1, personal: letterFields },
  NoticeReceiptCorrectionProposed: { schemaVersion: 1, personal: { grounds: 'case' } },
  NoticeReceiptCorrected: { schemaVersion: 1, personal: { grounds: 'case' } },
  NoticeReceiptCorrectionRejected: { schemaVersion: 1, personal: { grounds: 'case' } },
} satisfies Record<NoticeEvent['type'], EventTypeDefinition>;
