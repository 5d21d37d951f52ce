import fc from 'fast-check';
import { CASE_STATES } from '#test/support/case-states.js';

/** States from which a short walk comes to what happens late in a case. */
const LATE: ReadonlySet<string> = new Set([
  'proposed',
  'payout attested',
  'paid',
  'amendment proposed',
  'revocation forewarned',
  'unspent money forewarned',
  'appealed',
  'reversal proposed',
  'appeal forwarded',
]);

/** Where the cases of a walk begin: on their way, so that short walks come far. */
const BEGINNINGS: readonly fc.WeightedArbitrary<string>[] = Object.keys(CASE_STATES).map((state) => ({
  weight: LATE.has(state) ? 5 : 1,
  arbitrary: fc.constant(state),
}));

/** One step of a walk; numbers are read as each kind needs them. */
export interface Move {
  readonly kind: 'step' | 'refused' | 'race' | 'twice' | 'wait' | 'budget' | 'apply';
  readonly who: number;
  readonly inCase: number;
  readonly pick: number;
  /** How the example is varied; below 0 it is sent as it is. */
  readonly twist: number;
  readonly days: number;
}

/** A walk: where its cases begin, what the budget has (minor units), what is done. */
export interface Plan {
  readonly appropriation: number;
  readonly authority: number;
  readonly beginnings: readonly string[];
  readonly moves: readonly Move[];
}

const move: fc.Arbitrary<Move> = fc.record({
  kind: fc.oneof(
    { weight: 20, arbitrary: fc.constant<Move['kind']>('step') },
    { weight: 2, arbitrary: fc.constant<Move['kind']>('refused') },
    { weight: 3, arbitrary: fc.constant<Move['kind']>('race') },
    { weight: 1, arbitrary: fc.constant<Move['kind']>('twice') },
    { weight: 5, arbitrary: fc.constant<Move['kind']>('wait') },
    { weight: 3, arbitrary: fc.constant<Move['kind']>('budget') },
    { weight: 1, arbitrary: fc.constant<Move['kind']>('apply') },
  ),
  who: fc.nat({ max: 11 }),
  inCase: fc.nat({ max: 5 }),
  pick: fc.nat({ max: 999 }),
  twist: fc.integer({ min: -12, max: 8 }),
  days: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 15, max: 120 })),
});

/** Plans of walks with so many moves at most. */
export function plans(maxLength: number): fc.Arbitrary<Plan> {
  return fc.record({
    appropriation: fc.integer({ min: 1, max: 10 }).map((tenths) => tenths * 100_000),
    authority: fc.constantFrom(0, 150_000, 600_000),
    beginnings: fc.array(fc.oneof(...BEGINNINGS), { minLength: 2, maxLength: 3 }),
    moves: fc.array(move, { minLength: 10, maxLength, size: 'max' }),
  });
}
