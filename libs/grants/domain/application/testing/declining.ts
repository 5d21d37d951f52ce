import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { ApplicationCommand } from '../application.js';
import type { states } from './histories.js';

/** What becomes of a grant that waits for money and is not wanted. */
export const declining = {
  DeclineWaitingGrant: {
    type: 'DeclineWaitingGrant',
    person: 'ola',
    byRecipient: true,
    today: '2026-05-06',
  },
} satisfies Record<string, ApplicationCommand>;

/** What that leads to. */
export const outcomesOfDeclining = {
  DeclineWaitingGrant: [
    '✗ not-granted',
    {
      '✗ application-unknown': ['none'],
      WaitingGrantDeclined: ['awaiting appropriation', 'offer waiting to be open again'],
      '✗ offer-declined': ['declined'],
    },
  ],
} satisfies Outcomes<keyof typeof declining, keyof typeof states>;
