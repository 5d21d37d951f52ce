import type { PayoutReturned } from '#payouts/contract/events.js';

interface Duty {
  readonly id: string;
  readonly next: string;
  /** Calendar date. */
  readonly due?: string | undefined;
}

const PLAN_ANEW = 'plan-returned-money';
const CANCEL = 'cancel-returned-payout';
/** What a person says of an award's money, by which what came back is planned anew or is not. */
const PLANNED: ReadonlySet<string> = new Set([
  'AwardAmended',
  'AwardRevoked',
  'AwardClosed',
  'AwardReinstated',
  'DecisionFollowed',
]);
/** An award that was over goes on: what came back of it is paid again. */
const GOES_ON: ReadonlySet<string> = new Set([
  'AwardReinstated',
  'DecisionFollowed',
  'AmendmentRequestReopened',
]);

/** What is to be done of a payout that came back after a person had cancelled it: nothing of it is paid by itself. It is planned anew, or cancelled once more. */
export function returnedAfterCancelling(id: string, due: string): Duty {
  return { id, next: PLAN_ANEW, due };
}

/** The duties once a payout came back of a grant that is over: a person sees it, and says that it is not paid again. */
export function returnedAfterEnd(before: string, { payoutId, returnedOn }: PayoutReturned['data']): string {
  return JSON.stringify([...without(before, payoutId), { id: payoutId, next: CANCEL, due: returnedOn }]);
}

/** The duties after an event of the award: what came back is planned for, or paid again. */
export function returnsAfter(before: string, type: string): string {
  const duties = JSON.parse(before) as Duty[];
  if (!duties.some(({ next }) => next === PLAN_ANEW || next === CANCEL)) return before;
  const open = PLANNED.has(type) ? duties.filter(({ next }) => next !== PLAN_ANEW) : duties;
  const again = ({ next, ...duty }: Duty): Duty => ({
    ...duty,
    next: next === CANCEL && GOES_ON.has(type) ? 'pay-again' : next,
  });
  return JSON.stringify(open.map(again));
}

function without(before: string, id: string): Duty[] {
  return (JSON.parse(before) as Duty[]).filter((each) => each.id !== id);
}
