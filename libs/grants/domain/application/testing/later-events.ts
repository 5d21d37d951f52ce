import type { ApplicationEvent, DecidedElsewhere } from '../../../contract/events.js';

const lapse = { decision: 1, schemeId: 'social-entrepreneurship', lapsedAfter: '2026-04-07' };

/** The offer of the first decision lapsed too early, and no money is free. */
export const WAITS_TO_REOPEN: ApplicationEvent = { type: 'OfferAwaitsAppropriation', data: lapse };

/** It is open again. */
export const REOPENED: ApplicationEvent = {
  type: 'OfferReopened',
  data: {
    ...lapse,
    amount: { amount: 300_000, currency: 'NOK' },
    schedule: [{ number: 1, dueDate: '2026-06-01', amount: 300_000 }],
    reservationId: 'r8',
    budgetYear: 2026,
    openedOn: '2026-04-20',
    lastDay: '2026-05-04',
  },
};

/** Somebody with a conflict had a part in it. */
export const flagged: ApplicationEvent = { type: 'DecisionFlagged', data: { decision: 1, person: 'anna' } };

/** Somebody with a conflict had a part in what was decided since. */
export const flaggedIn = (of: DecidedElsewhere): ApplicationEvent => ({
  type: 'DecisionFlagged',
  data: { decision: 1, person: 'anna', of },
});

/** It is to be reversed of own motion. */
export const reversal: ApplicationEvent = {
  type: 'OwnReversalProposed',
  data: { reversal: 1, decision: 1, body: 'deciding', proposer: 'eva', grounds: 'A letter was overlooked' },
};

/** The second decision grants what the recipient does not want. */
export const DECLINED: ApplicationEvent = {
  type: 'WaitingGrantDeclined',
  data: { decision: 2, supersedes: true, person: 'ola', byRecipient: true, declinedOn: '2026-05-05' },
};
