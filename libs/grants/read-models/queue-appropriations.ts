import { dateInOslo } from '#calendar/oslo.js';
import type { AwardEvent } from '../contract/events.js';

interface Duty {
  readonly id: string;
  readonly next: string;
  /** Calendar date. */
  readonly due?: string | undefined;
}

const OF_MONEY = 'money for ';

/** The duties of a case: what waits for money is to be funded, until it is done. */
export function appropriationsAfter(
  before: string,
  event: { readonly type: string; readonly data: object; readonly metadata: { readonly occurredAt: string } },
): string {
  const { type, data } = event as AwardEvent;
  switch (type) {
    case 'AppropriationAwaited': {
      const id = idOf(data);
      const waiting = (JSON.parse(before) as Duty[]).find((each) => each.id === id);
      const own = waiting ?? { id, next: 'fund', due: dateInOslo(event.metadata.occurredAt) };
      return JSON.stringify([...without(before, id), own]);
    }
    case 'AwardReinstated':
    case 'AmendmentLifted':
      return ended(ended(before, idOf(data)), idOf({}));
    case 'InstalmentsReplanned':
    case 'AwardRevoked':
    case 'AwardAmended':
    case 'AwardClosed':
    case 'DecisionFollowed':
      return ended(before, idOf({}));
    default:
      return before;
  }
}

function ended(before: string, id: string): string {
  return before.includes(id) ? JSON.stringify(without(before, id)) : before;
}

function without(before: string, id: string): Duty[] {
  return (JSON.parse(before) as Duty[]).filter((each) => each.id !== id);
}

function idOf({ appealId = 'what is unpaid' }: { readonly appealId?: string | undefined }): string {
  return `${OF_MONEY}${appealId}`;
}
