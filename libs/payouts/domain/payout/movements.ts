import { dayOf } from '#eventsourcing/days.js';
import type { Money } from '#money/money.js';
import { isMarkOf, markOf } from '#money/references.js';
import type { PayoutEvent } from '../../contract/events.js';
import { keptOf, openOf, underWayOf, type Attempt, type KnownPayout, type Movement } from './state.js';

type Moved = Extract<PayoutEvent, { data: { instructionId: string; bankReference: unknown } }>;

/** The payout after money moved. */
export function moved(state: KnownPayout, event: Moved): KnownPayout {
  const { data } = event;
  const { instructionId, amount, bankReference, referenceDigest } = data;
  const kind = event.type === 'PayoutReturned' ? 'returned' : 'settled';
  const on = 'returnedOn' in data ? data.returnedOn : data.settledOn;
  const before = state.attempts.get(instructionId);
  const left = before && (kind === 'settled' ? openOf(before) : keptOf(before));
  return {
    ...state,
    attempts: withoutRest(event, state).changed(instructionId, (attempt): Attempt => {
      return { ...attempt, [kind]: attempt[kind] + amount.amount };
    }),
    movements: state.movements.push({
      kind,
      instructionId,
      amount: amount.amount,
      whole: amount.amount === left,
      on,
      counts: dayOf(event, on),
      year: data.budgetYear,
      reference: markOf(referenceDigest, bankReference),
    }),
  };
}

/** A return of before said nothing of what the bank has left of the last attempt, and was read as the end of it. */
function withoutRest({ type, data }: Moved, state: KnownPayout): KnownPayout['attempts'] {
  const { attempts } = state;
  if (type !== 'PayoutReturned' || data.underWay !== undefined || underWayOf(state) === 0) return attempts;
  return attempts.changed(attempts.at(-1)!.instructionId, (last) => ({ ...last, restGivenUp: true }));
}

/** The movement that was reported under the same reference. */
export function reportedBefore(
  report: { readonly referenceDigest: string; readonly bankReference: string },
  { movements }: KnownPayout,
): Movement | undefined {
  const { referenceDigest, bankReference } = report;
  return movements.find(({ reference }) => isMarkOf(reference, referenceDigest, bankReference));
}

/** Whether a report tells of this movement once more. */
export function saysTheSame(
  { kind, on, instructionId, amount, whole }: Movement,
  report: {
    readonly kind: Movement['kind'];
    readonly on: string;
    readonly instructionId?: string | undefined;
    readonly amount?: Money | undefined;
  },
  { order }: KnownPayout,
): boolean {
  if (kind !== report.kind || on !== report.on) return false;
  if (report.instructionId !== undefined && report.instructionId !== instructionId) return false;
  if (report.amount === undefined) return whole;
  return report.amount.amount === amount && report.amount.currency === order.amount.currency;
}

/** The first day on which so much of an attempt, of what it settled and did not get back, can have come back. */
export function firstDayOf(
  amount: number,
  { instructionId }: Attempt,
  { movements }: KnownPayout,
): string | undefined {
  const own = [
    ...movements.filter((each) => each.instructionId === instructionId).sortBy(({ counts }) => counts),
  ];
  const keptBy = (day: string) =>
    own
      .filter(({ counts }) => counts <= day)
      .reduce((kept, each) => kept + (each.kind === 'settled' ? each.amount : -each.amount), 0);
  let first: string | undefined;
  for (const { counts } of own.toReversed()) {
    if (keptBy(counts) < amount) break;
    first = counts;
  }
  return first;
}
