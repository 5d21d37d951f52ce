/** What a proposal to give money up means, for whoever reads of it. */
export const PROPOSING =
  'Nothing is given up before another person approves. A further proposal replaces the one before, also one in another form.';

/** How an agreed plan of instalments is refused. */
export const PLANNING = ['plan-does-not-add-up', 'due-in-the-past', 'no-amount', 'other-currency'] as const;

/** How the approval of a proposal is refused for what the proposal is. */
export const GIVING_UP = [
  'proposal-replaced',
  'wrong-state',
  'nothing-proposed',
  'debtor-representative',
] as const;

/** How it is refused for who approves. */
export const JUDGING = ['four-eyes', 'decided-the-basis', 'not-stand-in'] as const;
