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

/** One thing that a person, or the bank, does; numbers are read as each needs them. */
export const moves = fc.array(
  fc.record({
    what: fc.constantFrom(...WHAT),
    amount: fc.integer({ min: 0, max: 450 }),
    pick: fc.nat({ max: 50 }),
  }),
  { minLength: 8, maxLength: 32, size: 'max' },
);
/** One of them. */
export type Move = ReturnType<typeof moves.generate>['value'][number];

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
