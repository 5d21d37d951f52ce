import fc from 'fast-check';

const WHAT = [
  'approve-payout',
  'approve-payout',
  'instruct',
  'hand-over',
  'hand-over',
  'hand-over',
  'hand-over',
  'pay',
  'pay',
  'pay',
  'pay',
  'pay',
  'acknowledge',
  'acknowledge',
  'settle',
  'settle',
  'settle',
  'settle-part',
  'settle-part',
  'fail',
  'fail',
  'give-back',
  'give-back',
  'give-back-cut',
  'give-back-cut',
  'correct-account',
  'cancel-payout',
  'revoke',
  'revoke',
  'revoke',
  'revoke',
  'revoke',
  'amend',
  'amend',
  'move-dates',
  'continue',
  'decide-on-appeal',
  'annul-decision',
  'decide-anew',
  'reinstate',
  'reinstate-in-part',
  'reinstate-in-part',
  'lift',
  'amend-and-revoke',
  'revoke-and-decide',
  'undo-all',
  'report',
  'report',
  'report',
  'report-co-funding',
  'report-co-funding',
  'waive-report',
  'decide-reduction',
  'decide-reduction',
  'revise-appropriation',
  'transfer',
  'block',
  'unblock',
  'claim',
  'claim',
  'claim-less',
  'claim-less',
  'claim-less',
  'drop',
  'drop',
  'drop',
  'drop',
  'drop',
  'waive',
  'waive',
  'waive-part',
  'write-off-part',
  'judge-giving-up',
  'judge-giving-up',
  'judge-giving-up',
  'judge-giving-up',
  'repay',
  'repay',
  'repay',
  'repay-part',
  'claim-and-repay',
  'claim-and-repay',
  'claim-and-repay',
  'write-off',
  'claim-and-write-off',
  'claim-and-write-off',
  'claim-and-write-off',
  'claim-and-write-off',
  'claim-and-waive-part',
  'claim-and-waive-part',
  'claim-and-waive-part',
  'bar',
  'bar',
  'claim-and-bar',
  'move-limitation',
  'move-limitation',
  'move-limitation',
  'appeal-against-claim',
  'uphold-claim-in-part',
  'claim-and-uphold-in-part',
  'withdraw',
  'close',
  'wait',
] as const;

/** What is done about a claim of which an appeal took all or a part, and what else moves its money meanwhile. */
const AROUND_FALLEN = [
  'claim-repay-and-annul',
  'claim-repay-and-annul',
  'claim-and-uphold-in-part',
  'appeal-against-claim',
  'annul-and-pay-back',
  'annul-and-claim-anew',
  'claim-anew',
  'claim-anew',
  'propose-paying-back',
  'approve-paying-back',
  'pay-back',
  'pay-back',
  'pay-back',
  'claim-and-repay',
  'drop',
  'reinstate',
  'reinstate',
  'reinstate-in-part',
  'reinstate-in-part',
  'revoke',
  'revoke',
  'amend',
  'decide-on-appeal',
  'report',
  'pay',
  'pay',
  'give-back',
  'close',
  'wait',
] as const;

/** One thing that a person, or the bank, does; numbers are read as each needs them. */
function movesOf<What extends string>(...what: readonly What[]) {
  return fc.array(
    fc.record({
      what: fc.constantFrom(...what),
      amount: fc.integer({ min: 0, max: 450 }),
      pick: fc.nat({ max: 50 }),
    }),
    { minLength: 8, maxLength: 32, size: 'max' },
  );
}

/** Whatever may happen to an award. */
export const moves = movesOf(...WHAT);
/** What happens around claims that fall. */
export const movesAroundFallen = movesOf(...AROUND_FALLEN);

/** One of them. */
export interface Move {
  readonly what: (typeof WHAT)[number] | (typeof AROUND_FALLEN)[number];
  readonly amount: number;
  readonly pick: number;
}

const PAID = { what: 'pay', amount: 0, pick: 1 } as const;
/** A grant that is paid and revoked in part. */
export const PAID_AND_REVOKED: readonly Move[] = [PAID, { what: 'revoke', amount: 70, pick: 1 }];

/** Where a walk begins: what takes many steps to come to is met often, and not seldom by luck. */
export const beginnings = fc.constantFrom<readonly Move[]>(
  [],
  [PAID],
  [PAID, { what: 'report', amount: 60, pick: 0 }],
  PAID_AND_REVOKED,
  [...PAID_AND_REVOKED, { what: 'claim', amount: 1, pick: 1 }],
);

/** What one delegation of the walks covers of one claim; minor units. */
export const SMALL = 100;

/** Numbers below a bound, the same for the same seed. */
export function luckOf(seed: number): (below: number) => number {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
