import {
  APPLICATION_EVENTS,
  isOfAward,
  stateAfter,
  type LaterApplicationEvent,
} from './application-columns.js';
import { NO_DEADLINE } from './queue-offers.js';

/** What a row of the queue tells of an application. */
interface Applying {
  readonly state: string;
  readonly decision_due: string;
  readonly deadline: string;
  readonly granted: number;
  readonly unpaid: number;
}

/** What of a row an event of the application may change. */
interface Changes extends Partial<Applying> {
  readonly open?: boolean;
  readonly notified?: boolean;
  readonly applied?: number;
  readonly assignee?: string;
}

/** Whether it is an event of the application, its submission aside. */
export function isOfApplication(event: { readonly type: string }): event is LaterApplicationEvent {
  return (APPLICATION_EVENTS as readonly string[]).includes(event.type);
}

/** What a row shows after an event of the application; an award shows its own. */
export function ofApplication(before: Applying, event: LaterApplicationEvent): Changes {
  const replaced = event.type === 'DecisionReplaced' || event.type === 'DecisionAwaitsAppropriation';
  if (replaced && isOfAward(before.state)) return {};
  return { state: stateAfter(before.state, event), ...columnsOf(before, event) };
}

function columnsOf(before: Applying, event: LaterApplicationEvent): Changes {
  switch (event.type) {
    case 'ApplicationWithdrawn':
      return { open: false, deadline: NO_DEADLINE };
    case 'SupplementRequested':
      return { deadline: event.data.dueOn };
    case 'ApplicationSupplemented': {
      const { amount } = event.data;
      return { deadline: before.decision_due, ...(amount ? { applied: amount.amount } : {}) };
    }
    case 'SupplementOverdue':
      return { deadline: before.decision_due };
    case 'CaseworkerAssigned':
      return { assignee: event.data.caseworker };
    case 'DecisionApproved':
    case 'DecisionReplaced': {
      const { outcome, amount, schedule } = event.data;
      return {
        open: outcome === 'granted',
        notified: false,
        deadline: firstDue(schedule),
        granted: amount.amount,
        unpaid: amount.amount - (before.granted - before.unpaid),
      };
    }
    case 'DecisionAwaitsAppropriation':
      return { open: true, notified: false, deadline: NO_DEADLINE, granted: 0, unpaid: 0 };
    case 'DecisionNotified':
    case 'ReceiptCorrected': {
      const { acceptanceDeadline = before.deadline } = event.data;
      return { notified: true, deadline: isOfAward(before.state) ? before.deadline : acceptanceDeadline };
    }
    case 'OfferAwaitsAppropriation':
      return { open: true };
    case 'WaitingGrantDeclined':
      return { open: false, deadline: NO_DEADLINE, granted: 0, unpaid: 0 };
    case 'OfferReopened': {
      const { amount, lastDay = NO_DEADLINE } = event.data;
      return { open: true, deadline: lastDay, granted: amount.amount, unpaid: amount.amount };
    }
    case 'ApplicationReopened':
      return {
        open: true,
        notified: false,
        deadline: before.decision_due,
        granted: before.granted - before.unpaid,
        unpaid: 0,
      };
    default:
      return {};
  }
}

function firstDue(schedule: readonly { readonly dueDate: string }[]): string {
  return schedule[0]?.dueDate ?? NO_DEADLINE;
}
