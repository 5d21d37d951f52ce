import type { AwardInstalment } from '../contract/events.js';

const NEVER = '9999-12-31';

/** Instalments by number: what is still to be released when, and what was. */
interface Plan {
  readonly planned: readonly { readonly number: number; readonly dueDate: string }[];
  readonly released: readonly number[];
}

/** What is to be released by the terms now in force; as JSON. */
export function planAfter(before: string, schedule: readonly Pick<AwardInstalment, 'number' | 'dueDate'>[]) {
  const { released } = JSON.parse(before) as Plan;
  const planned = schedule
    .filter(({ number }) => !released.includes(number))
    .map(({ number, dueDate }) => ({ number, dueDate }))
    .toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : Number(a.dueDate > b.dueDate)));
  return JSON.stringify({ planned, released });
}

/** The plan once an instalment was released. */
export function releasedFrom(before: string, instalment: number): string {
  const { planned, released } = JSON.parse(before) as Plan;
  return JSON.stringify({
    planned: planned.filter(({ number }) => number !== instalment),
    released: [...released, instalment],
  });
}

/** The day on which the next instalment falls due; none is the last of all days. */
export function nextInstalment(plan: string): string {
  return (JSON.parse(plan) as Plan).planned[0]?.dueDate ?? NEVER;
}
