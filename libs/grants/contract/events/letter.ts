import type { Personal } from '#sealing/sealed.js';

/** The applicant's form of Norwegian, Bokmål or Nynorsk, or English. */
export type Language = 'nb' | 'nn' | 'en';

/**
 * What a letter is: a decision of one of three kinds, a request for supplement, an appeal's outcome, a forewarning, or
 * what is taken or refused after the decision: by a revocation, a claim for repayment, an amendment, its refusal.
 */
export type LetterKind =
  | 'grant'
  | 'rejection'
  | 'inadmissibility'
  | 'supplement'
  | 'appeal-outcome'
  | 'forewarning'
  | 'revocation'
  | 'repayment-claim'
  | 'amendment'
  | 'amendment-refusal'
  | 'reopened-offer'
  | 'reinstatement';

/** A letter that was sent: a PDF, kept as attachments are; it opens under its id only. */
export interface Letter {
  readonly id: string;
  readonly kind: LetterKind;
  readonly language: Language;
  /** Calendar date it bears. */
  readonly date: string;
  /** File name. */
  readonly name: Personal<string>;
  readonly mediaType: 'application/pdf';
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of its bytes as they are kept, lower-case hex: their address. */
  readonly digest: string;
  /** SHA-256 of its bytes as they were sent, lower-case hex. */
  readonly sha256: Personal<string>;
}

/** The personal fields of an event that carries a `letter`. */
export const letterFields = { 'letter.name': 'case', 'letter.sha256': 'case' } as const;
