/**
 * What an appeal is against: a decision on the application, an amendment of its award that takes from the party, or the
 * refusal of one that the recipient asked for, by its number; the dismissal of an earlier appeal, the revocation of an
 * award, a claim for repayment by the id of what they are about.
 */
export type Appealed =
  | { readonly kind: 'decision' | 'amendment' | 'refusal'; readonly number: number }
  | { readonly kind: 'dismissal' | 'recovery'; readonly id: string }
  | {
      readonly kind: 'revocation';
      readonly id: string;
      /** Which revocation of the award; on record since each is undone for itself, before that the last that stands. */
      readonly revocation?: number | undefined;
    };
