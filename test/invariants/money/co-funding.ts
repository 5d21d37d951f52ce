import { grantedForYears } from '#grants/domain/award/reported.js';
import { nok, offer } from '#grants/domain/award/testing/offer.js';
import { coFundingFound } from '#grants/domain/report/co-funding.js';
import type { Move } from './moves.js';
import type { World } from './world.js';

/** The recipient is told, and has the time to answer. */
export function forewarn(world: World, reportId?: string): void {
  const replyBy = new Date(Date.parse(world.now) + 86_400_000).toISOString().slice(0, 10);
  const about = reportId === undefined ? {} : { reportId };
  const told = { type: 'ForewarnRevocation', person: 'anna', replyBy, ...about } as const;
  world.onAward({ ...told, grounds: 'g', now: world.now });
  world.today += 3;
}

/** A report of a scheme whose grants shrink with the co-funding is approved, or waived: others carry a quarter at least. */
export function reporting(world: World, year: number, spent: number | undefined): void {
  if (world.reports.has(year)) return;
  const told = [...world.reports].flatMap(([each, report]) =>
    report.spent ? [[each, report.spent] as const] : [],
  );
  const years = [...told.map(([each]) => each), ...(spent === undefined ? [] : [year])].toSorted(
    (a, b) => a - b,
  );
  if (years.length === 0) return;
  const all = told.reduce((sum, [, each]) => sum + each.amount, spent ?? 0);
  const { state } = world;
  const costs = {
    years,
    granted: grantedForYears(state, years),
    spent: all,
    inForce: state.amount,
    totalCosts: all + (all % 97),
    came: all % 97,
  };
  world.endReport(year, spent, coFundingFound({ basis: 'least-share', percent: 25 }, costs));
}

/** What follows from co-funding that did not come: now and then less is taken off than that. */
export function decideReduction(world: World, amount: number): void {
  const { reportId } = world.state.shortfalls.find(({ ended }) => !ended) ?? {};
  if (reportId === undefined) return;
  const inForce = world.state.amount;
  forewarn(world, reportId);
  const kept = amount % 4 === 0 ? { amountInForce: nok(Math.max(1, inForce - (amount % 50))) } : {};
  world.onAward({ type: 'ProposeRevocation', proposer: 'anna', ...kept, grounds: 'g', now: world.now });
  const judge = { person: 'berit', decides: true, decidedBy: [], delegations: undefined };
  world.onAward({ type: 'ApproveRevocation', approver: 'berit', judge, now: world.now });
}

/** Parliament gives more or less for a year, or what is left of one goes on to the next. */
export function reviseBudget(world: World, { what, amount, pick }: Move): void {
  const year = 2026 + (pick % 4);
  const { appropriation = 0, transferredIn = 0 } = world.budget.frames.get(year) ?? {};
  world.onBudget({
    type: 'SetAppropriation',
    schemeId: offer.schemeId,
    currency: 'NOK',
    year,
    amount: what === 'transfer' ? appropriation : amount * (1 + (pick % 7)),
    transferredIn: what === 'transfer' ? amount : transferredIn,
    transferable: true,
  });
}

/** Parliament gives what is needed. */
export function giveEnough(world: World): void {
  for (const year of [2026, 2027, 2028, 2029]) {
    const { transferredIn = 0 } = world.budget.frames.get(year) ?? {};
    const { schemeId } = offer;
    world.onBudget({
      type: 'SetAppropriation',
      schemeId,
      currency: 'NOK',
      year,
      amount: 1_000_000,
      transferredIn,
    });
  }
}
