import type { Money } from '#money/money.js';
import type { DraftDocument } from '../application/drafts/draft-document.js';
import type { ApplicationSubmitted, Attachment, Language } from '../contract/events.js';
import type { ApplicantKind } from '../contract/regulation.js';
import type { StateAidDeclaration } from '#state-aid/contract/declaration.js';
import type { Readable } from '#cqrs/queries/readable.js';

/** What an applicant applies for and with; a text whose key was erased is `null`. */
export interface SubmissionView {
  readonly applicant: {
    readonly organisation: string;
    readonly name?: string | undefined;
    readonly kind?: ApplicantKind | undefined;
    readonly contactPerson?: string | null | undefined;
    readonly email?: string | null | undefined;
    readonly phone?: string | null | undefined;
    /** Postal address, line by line. */
    readonly address?: readonly (string | null)[] | undefined;
    readonly account?: string | null | undefined;
  };
  readonly title?: string | undefined;
  readonly summary?: string | null | undefined;
  readonly amount?: Money | undefined;
  readonly budgetLines?: readonly { readonly text: string | null; readonly amount: Money }[] | undefined;
  readonly coFunding?: Money | undefined;
  readonly period?: { readonly from: string; readonly to: string } | undefined;
  readonly language?: Language | undefined;
  readonly attachments?: readonly AttachmentView[] | undefined;
  /** The applicant's group, and its de minimis aid from others. */
  readonly stateAid?: StateAidDeclaration | undefined;
}

/** An attachment in a list; its bytes are at `/v1/applications/{id}/attachments/{id of the attachment}`. */
export interface AttachmentView {
  readonly id: string;
  readonly name: string | null;
  readonly mediaType: string;
  readonly size: number;
  /** SHA-256 of the bytes, lower-case hex. */
  readonly sha256: string | null;
}

/** What was submitted. */
export function submissionOf(data: Readable<ApplicationSubmitted['data']>): SubmissionView {
  const { applicant, title, summary, amount, budgetLines, coFunding, period } = data;
  const { organisation, name, kind, contactPerson, email, phone, address, account } = applicant;
  return {
    applicant: { organisation, name, kind, contactPerson, email, phone, address, account },
    title,
    summary,
    amount,
    ...moneyOf(amount, budgetLines, coFunding),
    period,
    language: data.language,
    stateAid: data.stateAid,
    ...(data.attachments === undefined ? {} : { attachments: attachmentsOf(data.attachments) }),
  };
}

/** Attachments as they are listed. */
export function attachmentsOf(attachments: readonly Readable<Attachment>[]): AttachmentView[] {
  return attachments.map(({ id, name, mediaType, size, sha256 }) => ({ id, name, mediaType, size, sha256 }));
}

/** What stands in a draft of an organisation. */
export function draftOf(organisation: string, document: DraftDocument): SubmissionView {
  const { applicant, title, summary, amount, budgetLines, coFunding, period, language } = document;
  return {
    applicant: { organisation, ...applicant },
    title,
    summary,
    amount,
    ...moneyOf(amount, budgetLines, coFunding),
    period,
    language,
    stateAid: document.stateAid,
  };
}

/** Amounts are kept in the currency of the amount applied for. */
function moneyOf(
  amount: Money | undefined,
  lines: readonly { readonly text: string | null; readonly amount: number }[] | undefined,
  coFunding: number | undefined,
): Pick<SubmissionView, 'budgetLines' | 'coFunding'> {
  if (amount === undefined) return {};
  const { currency } = amount;
  return {
    budgetLines: lines?.map(({ text, amount: of }) => ({ text, amount: { amount: of, currency } })),
    coFunding: coFunding === undefined ? undefined : { amount: coFunding, currency },
  };
}
