/** The states in which a corrected account waits. */
export const WAITING = ['account correction proposed', 'closed, account correction proposed'] as const;

/** The states in which the reduction for too little co-funding is to be decided. */
export const SHORT = ['co-funding fell short', 'reduction for co-funding proposed'] as const;

/** What everything leads to before there is an award, and much once it has ended. */
export const OFFERED = ['none', 'day to accept set', 'reminded to accept'] as const;
/** What most commands lead to before the grant is accepted, and once its offer has ended. */
export const NOT_ACCEPTED = { '✗ not-accepted': [...OFFERED, 'lapsed', 'declined'] } as const;
/** The states in which a request of the recipient waits for its answer. */
export const ASKED = [
  'amendment requested',
  'refusal of a request proposed',
  'refusal undone on appeal',
] as const;

/** The states in which the award is closed. */
export const CLOSED = ['closed', 'closed, account correction proposed', 'closed, request refused'] as const;

/** The states in which it was revoked in full. */
export const OVER = [
  'revoked',
  'revoked, request waiting',
  'revoked, reversal proposed',
  'revoked, reversal approved',
] as const;

/** What many lead to once the award has ended. */
export const ENDED = { '✗ wrong-state': [...OVER, 'ended by a decision', ...CLOSED] } as const;

/** The states in which a revocation stands. */
export const REVOKED = [...OVER, 'revoked in part', 'revocation undone in part'] as const;

/** Those of them in which no request is to be taken up again. */
export const UNASKED = REVOKED.filter((name) => name !== 'revoked, request waiting');

/** An instruction that was reserved may go out at any moment: nothing that lowers what may be paid comes before it. */
export const RESERVED = ['instruction reserved, revocation proposed'] as const;
