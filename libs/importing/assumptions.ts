import { ACCOUNT_NOT_PUBLISHED, type SchemeEstablished } from '#grants/contract/events.js';
import type { Criterion } from '#grants/contract/regulation.js';
import { testAccountOf } from './test-accounts.js';

/** What is assumed where a published record says nothing. */
export interface Assumptions {
  /** How whoever acts is called, of an official or applicant by that name. */
  readonly subject: (who: string) => string;
  readonly scheme: Pick<SchemeEstablished['data'], 'budgetChapter' | 'budgetPost' | 'targetGroup'>;
  readonly criteria: readonly Criterion[];
  /** The day the rules of a scheme are in force from, given the day its first call opens. */
  readonly inForceFrom: (opens: string) => string;
  /** Where an organisation or a person is paid. */
  readonly account: (recipient: string) => string;
  readonly bankReference: (payoutId: string) => string;
  readonly granted: Assessment;
  readonly rejected: Assessment;
}

/** How an application was judged. */
export interface Assessment {
  readonly points: (criterion: Criterion) => number;
  /** Why it got the points. */
  readonly scoring: string;
  readonly recommendation: string;
  readonly grounds: string;
}

/** A lively story for the demo, in which all is made up that no record tells. */
export const OF_THE_DEMO: Assumptions = {
  subject: (who) => who,
  scheme: { budgetChapter: '0621', budgetPost: '70', targetGroup: 'Charities' },
  criteria: [
    { code: 'need', title: 'Need in the target group', min: 1, max: 5, weight: 2 },
    { code: 'solution', title: 'Soundness of the solution', min: 1, max: 5, weight: 2 },
    { code: 'capacity', title: 'Capacity to carry it out', min: 1, max: 5, weight: 1, threshold: 2 },
  ],
  inForceFrom: (opens) => opens,
  account: testAccountOf,
  bankReference: (payoutId) => `DEMO-${payoutId.slice(0, 8)}`,
  granted: {
    points: ({ max }) => max - 1,
    scoring: 'The plan meets the criterion.',
    recommendation: 'Scores well on all criteria.',
    grounds: 'The application scores well and there is room in the budget.',
  },
  rejected: {
    points: () => 2,
    scoring: 'The plan does not show how it meets the criterion.',
    recommendation: 'Nothing can be granted.',
    grounds: 'The amount published is 0: nothing was granted.',
  },
};

const NOT_PUBLISHED = 'not published';
const IMPORTED = 'Imported: the publication tells of no assessment.';

/** For an import: it says of all that no record tells that it was not published, so nobody takes it for what happened. */
export const OF_AN_IMPORT: Assumptions = {
  subject: (who) => `import:${who}`,
  scheme: { budgetChapter: '', budgetPost: '', targetGroup: NOT_PUBLISHED },
  criteria: [{ code: 'published', title: 'Published as granted', min: 0, max: 1, weight: 1 }],
  // Before all that can be awarded, since a later file may go further back.
  inForceFrom: () => '1899-01-01',
  account: () => ACCOUNT_NOT_PUBLISHED,
  bankReference: () => NOT_PUBLISHED,
  granted: {
    points: ({ max }) => max,
    scoring: IMPORTED,
    recommendation: IMPORTED,
    grounds: 'Imported: published as granted.',
  },
  rejected: {
    points: ({ min }) => min,
    scoring: IMPORTED,
    recommendation: IMPORTED,
    grounds: 'Imported: the amount published is 0.',
  },
};
