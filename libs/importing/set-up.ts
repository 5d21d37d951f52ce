import { rules as budgets } from '#budget/application/budgets.js';
import { TakeBudgetStep } from '#budget/application/steps.js';
import { addDays } from '#calendar/oslo.js';
import type { CommandHandling } from '#eventsourcing/command-handling.js';
import { AnnounceCall } from '#grants/application/calls/announce-call.js';
import { TakeSchemeStep } from '#grants/application/schemes/steps.js';
import type { RegulationVersion } from '#grants/contract/regulation.js';
import { sum } from '#money/money.js';
import type { Assumptions } from './assumptions.js';
import { managerOf, step } from './officials.js';
import type { Programme } from './programmes.js';
import type { Run } from './until-refused.js';

/** Days between an application and its decision, which no record tells. */
export const DAYS_TO_DECISION = 60;

/** What programmes are set up with. */
export interface Means {
  readonly run: Run;
  readonly handling: Pick<CommandHandling, 'load'>;
  readonly assumed: Assumptions;
}

/**
 * Sets up the scheme of a programme, and a call and the money for the grants of a file; again for the same file changes
 * nothing. Another file finds its scheme there, and adds to the budget.
 */
export async function setUp(programme: Programme, { run, handling, assumed }: Means): Promise<void> {
  const { schemeId, callId, title, funder, currency, firstAward, lastAward, frames, batch } = programme;
  const opensAt = at(addDays(firstAward, -DAYS_TO_DECISION - 1));
  const closesAt = at(lastAward);
  const manager = managerOf(funder.id, assumed.subject);
  const as = (...of: string[]) => step(manager, opensAt, opensAt, schemeId, ...of);

  const regulation: RegulationVersion = {
    version: '1',
    inForceFrom: assumed.inForceFrom(opensAt.slice(0, 10)),
    criteria: assumed.criteria,
    decisionDays: DAYS_TO_DECISION,
    multiYear: true,
    legalReferences: [],
  };
  const scheme = {
    type: 'EstablishScheme',
    name: `${title} (${funder.name})`,
    ministry: funder.name,
    ...assumed.scheme,
    goal: title,
    currency,
    regulation,
  } as const;
  await run(new TakeSchemeStep(schemeId, scheme, as('scheme')));
  const { state: before } = await handling.load(budgets, schemeId);
  for (const { year, appropriation, commitmentAuthority } of frames) {
    const known = before.frames.get(year);
    const money = (amount: number) => ({ amount, currency });
    const set = (content: TakeBudgetStep['content'], name: string) =>
      run(new TakeBudgetStep(schemeId, content, as(name, String(year), ...batch)));
    const appropriated = money((known?.appropriation ?? 0) + appropriation);
    const transferredIn = money(known?.transferredIn ?? 0);
    await set({ type: 'SetAppropriation', year, amount: appropriated, transferredIn }, 'appropriation');
    if (commitmentAuthority === 0) continue;
    // Grants of other years may have bound what this year's authority must hold as well.
    const bound = sum([...before.reserved].map(([due, amount]) => (due > year ? amount : 0)));
    const authority = money(Math.max(known?.commitmentAuthority ?? 0, bound) + commitmentAuthority);
    await set({ type: 'SetCommitmentAuthority', year, amount: authority }, 'authority');
  }
  const published = frames.reduce((all, { appropriation }) => all + appropriation, 0);
  // A call is announced with money, also where a file tells of none that was granted: the least there is.
  const frame = Math.max(1, published);
  const call = { schemeId, regulationVersion: '1', title, frame, opensAt, closesAt };
  await run(new AnnounceCall(callId, call, as('call', ...batch)));
}

/** Noon UTC of a calendar date. */
export function at(date: string): string {
  return `${date}T12:00:00Z`;
}
