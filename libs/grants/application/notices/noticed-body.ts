import type { Appealed, Noticed } from '../../contract/events.js';

/** A decision that takes from the party, as a request names it. */
export interface NoticedBody {
  readonly kind: Noticed['kind'];
  /** Of an amendment, or of a refusal; of a revocation, the last that stands when left out. */
  readonly number?: number | undefined;
  /** Of a claim, or of an offer that is open again. */
  readonly id?: string | undefined;
}

/** What an appeal would be against: no offer, and nothing that is in the party's favour; a revocation is that of the award, which has the id of its case. */
export function appealedBy({ kind, number, id = '' }: NoticedBody, caseId: string): Appealed | undefined {
  switch (kind) {
    case 'revocation':
      return { kind, id: caseId, revocation: number };
    case 'amendment':
    case 'refusal':
      return { kind, number: number ?? 0 };
    case 'recovery':
      return { kind, id };
    case 'offer':
    case 'reinstatement':
      return undefined;
  }
}

/** A decision that does not stand, as it was named. */
export function named({ kind, number = 0, id = '' }: NoticedBody): Noticed {
  return kind === 'recovery' || kind === 'offer' ? { kind, id } : { kind, number };
}
