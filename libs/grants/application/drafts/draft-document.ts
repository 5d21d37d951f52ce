import type { Json } from '#eventsourcing/event.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { Money } from '#money/money.js';
import type { StateAidDeclaration } from '#state-aid/contract/declaration.js';
import type { BudgetLine, Language } from '../../contract/events.js';
import type { ApplicantKind } from '../../contract/regulation.js';

/** An application as the applicant writes it; what is missing is asked for when it is submitted. */
export interface DraftDocument {
  readonly applicant?:
    | {
        readonly name?: string | undefined;
        readonly kind?: ApplicantKind | undefined;
        readonly contactPerson?: string | undefined;
        readonly address?: readonly string[] | undefined;
        readonly email?: string | undefined;
        readonly phone?: string | undefined;
        readonly account?: string | undefined;
      }
    | undefined;
  readonly title?: string | undefined;
  readonly summary?: string | undefined;
  readonly amount?: Money | undefined;
  readonly budgetLines?: readonly (BudgetLine & { readonly text: string })[] | undefined;
  /** Minor units. */
  readonly coFunding?: number | undefined;
  readonly period?: { readonly from: string; readonly to: string } | undefined;
  /** Of the letters to the applicant. */
  readonly language?: Language | undefined;
  /** The applicant's group, and its de minimis aid from others. */
  readonly stateAid?: StateAidDeclaration | undefined;
}

/** The document as the draft store keeps it. */
export function toJson(document: DraftDocument): { readonly [name: string]: Json } {
  return JSON.parse(JSON.stringify(document)) as { readonly [name: string]: Json };
}

/** Why a document cannot be submitted yet. */
export function incomplete(document: DraftDocument): Refusal<'draft-incomplete'> | undefined {
  const missing = missingIn(document);
  if (missing.length === 0) return undefined;
  const detail = `before it is submitted, the application needs ${missing.join(', ')}`;
  return refusal('invalid', 'draft-incomplete', detail, { missing });
}

/** What is submitted of a document; one that lacks something is refused before it gets there. */
export function submissionIn(
  {
    applicant,
    title = '',
    amount,
    summary,
    budgetLines,
    coFunding,
    period,
    language,
    stateAid,
  }: DraftDocument,
  organisation: string,
) {
  return {
    applicant: { ...applicant, organisation, name: applicant?.name ?? '' },
    title,
    summary,
    amount: amount ?? { amount: 0, currency: '' },
    budgetLines: budgetLines ?? [],
    coFunding: coFunding ?? 0,
    period,
    language,
    ...(stateAid === undefined ? {} : { stateAid }),
  };
}

/** What a draft must have before it is submitted and does not have, as JSON pointers. */
function missingIn(document: DraftDocument): string[] {
  const missing: string[] = [];
  if (!document.applicant?.name) missing.push('/applicant/name');
  if (!document.applicant?.account) missing.push('/applicant/account');
  if (!document.title) missing.push('/title');
  if (!document.amount) missing.push('/amount');
  return missing;
}
