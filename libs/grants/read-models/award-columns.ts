import type { AwardEvent, AwardInstalment } from '../contract/events.js';
import { isOfAward } from './application-columns.js';

/** What is shown of an instalment. */
interface Shown {
  readonly number: number;
  readonly dueDate: string;
  readonly amount: number;
  readonly payoutId?: string;
  readonly status: string;
}

/** Columns of a case that an event of its award changes. */
export interface AwardColumns {
  readonly state?: string;
  readonly granted?: number;
  readonly released?: number;
  /** The last day to accept, calendar date. */
  readonly acceptance_due?: string | null;
  /** As JSON. */
  readonly schedule?: string;
}

/** The award's events that change what a case shows, beside acceptance and releases. */
export const AWARD_EVENTS = [
  'InstalmentCancelled',
  'AwardLapsed',
  'AwardDeclined',
  'AcceptanceDateSet',
  'AwardAmended',
  'AwardContinued',
  'AwardRevoked',
  'AmendmentLifted',
  'AwardReinstated',
  'DecisionFollowed',
  'InstalmentsReplanned',
  'AwardClosed',
  'AmendmentRequestReopened',
] as const satisfies readonly AwardEvent['type'][];

/** The change of terms and state by one of {@link AWARD_EVENTS}. */
export function awardColumns(
  event: Extract<AwardEvent, { type: (typeof AWARD_EVENTS)[number] }>,
  before: {
    readonly state: string;
    readonly granted: number | null;
    readonly released: number;
    readonly paid: number;
  },
  schedule: readonly Shown[],
): AwardColumns {
  switch (event.type) {
    case 'InstalmentCancelled': {
      const released = before.released - event.data.amount.amount;
      // While the award goes on, what was cancelled may be planned anew.
      return ENDED.has(before.state)
        ? { released, granted: Math.min(before.granted ?? 0, released) }
        : { released };
    }
    case 'AcceptanceDateSet':
      return { acceptance_due: event.data.lastDay };
    case 'AwardDeclined':
      return { state: 'declined', granted: 0, schedule: '[]', acceptance_due: null };
    case 'AwardLapsed':
      return { state: 'lapsed', granted: 0, schedule: '[]' };
    case 'AwardAmended':
    case 'AwardContinued':
    case 'DecisionFollowed': {
      const { amount, schedule: planned } = event.data;
      return termsOf(amount.amount, 'accepted', planned, schedule);
    }
    case 'AmendmentLifted':
    case 'AwardReinstated': {
      const { amount, schedule: planned, ended } = event.data;
      if (ended) return {};
      const granted = amount.amount;
      // While the decision is made anew, that says how the case stands.
      const again = isOfAward(before.state) ? 'accepted' : before.state;
      const inPart = 'upheld' in event.data && event.data.upheld && isOfAward(before.state);
      return termsOf(granted, inPart ? goingOn(granted, before) : again, planned, schedule);
    }
    case 'AwardRevoked': {
      const granted = event.data.amountInForce.amount;
      const { decision, schedule: left } = event.data;
      // What stays in force of it goes on.
      if (left && granted > 0 && decision === undefined)
        return termsOf(granted, goingOn(granted, before), left, schedule);
      const released = schedule.filter(({ payoutId }) => payoutId !== undefined);
      return { state: 'revoked', granted, schedule: JSON.stringify(released) };
    }
    case 'InstalmentsReplanned': {
      const { unpaid, schedule: planned, inForce } = event.data;
      const again = before.state === 'paid' && unpaid.amount > 0;
      const allPaid = before.state === 'accepted' && inForce && unpaid.amount === 0;
      return {
        schedule: JSON.stringify(shown(planned, schedule)),
        ...(inForce ? { granted: inForce.amount } : {}),
        ...(again ? { state: 'accepted' } : {}),
        ...(allPaid ? { state: 'paid' } : {}),
      };
    }
    case 'AmendmentRequestReopened':
      // What is to be granted on appeal opens a closed award again, as it was paid.
      return before.state === 'closed' ? { state: goingOn(before.granted ?? 0, before) } : {};
    case 'AwardClosed':
      return { state: 'closed', granted: event.data.inForce?.amount ?? before.released };
  }
}

const ENDED: ReadonlySet<string> = new Set(['revoked', 'closed']);

/** What stays in force in part may be paid already. */
function goingOn(granted: number, { paid }: { readonly paid: number }): string {
  return paid < granted ? 'accepted' : 'paid';
}

function termsOf(
  granted: number,
  state: string,
  planned: readonly AwardInstalment[],
  before: readonly Shown[],
): AwardColumns {
  return { state, granted, schedule: JSON.stringify(shown(planned, before)) };
}

/** What was released stays as it was shown. */
function shown(planned: readonly AwardInstalment[], before: readonly Shown[]): Shown[] {
  return planned.map(({ number, dueDate, amount }) => {
    const known = before.find((each) => each.number === number && each.payoutId !== undefined);
    return known ?? { number, dueDate, amount, status: 'planned' };
  });
}
