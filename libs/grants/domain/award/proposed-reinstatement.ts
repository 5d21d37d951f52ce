import type { ReinstatementProposed } from '../../contract/events.js';

/** A revocation that is to be undone of own motion. */
export interface OwnReinstatement extends Pick<ReinstatementProposed['data'], 'revocation' | 'proposer'> {
  readonly number: number;
  /** It is carried out as soon as there is money. */
  readonly approved?: true;
  /** It took the place of another that waited. */
  readonly replacesProposal?: true;
}
