import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStandalone, type Standalone } from '#composition/standalone.js';
import { readConfig } from '#hosting/config.js';
import { createLogger } from '#hosting/logging.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { shownFor } from '#test/support/shown.js';
import { runScenario, SCENARIO_STARTS, scenarioText, type ScenarioResult } from '../run.js';

const folder = temporaryFolder();
let standalone: Standalone;
let result: ScenarioResult;

beforeAll(async () => {
  const config = readConfig({
    TILSAGN_DATA: folder.path,
    TILSAGN_PORT: '0',
    TILSAGN_NOW: SCENARIO_STARTS,
  });
  standalone = await startStandalone(config, createLogger('silent'));
  result = await runScenario('grants', standalone, folder.path, () => undefined);
});
afterAll(async () => {
  await standalone.close();
  folder.remove();
});

/** Kroner as the scenario counts them. */
const kroner = (amount: number) => amount * 100;

describe('the cases', () => {
  it.each([
    ['full grant', 'closed', 900_000, 900_000, 0],
    ['part grant', 'paid', 400_000, 400_000, 0],
    ['rejection, decision stands on appeal', 'rejected', 0, 0, 0],
    ['rejection changed on appeal', 'paid', 300_000, 300_000, 0],
    ['late appeal dismissed', 'rejected', 0, 0, 0],
    ['own reversal', 'paid', 300_000, 300_000, 0],
    ['reversed on own motion', 'paid', 260_000, 260_000, 0],
    ['conflict of interest with stand-in', 'paid', 500_000, 500_000, 0],
    ['supplement round missed', 'inadmissible', 0, 0, 0],
    ['lapse of acceptance', 'lapsed', 0, 0, 0],
    ['declined', 'declined', 0, 0, 0],
    [
      'multi-year with continuation and a budget that does not suffice in year two',
      'paid',
      600_000,
      600_000,
      0,
    ],
    ['overdue report blocks a payout, then unspent money is recovered', 'paid', 400_000, 400_000, 80_000],
    ['revocation with recovery in instalments', 'revoked', 0, 600_000, 600_000],
    ['account corrected after a return', 'paid', 200_000, 200_000, 0],
    ['paid in the next year', 'paid', 150_000, 150_000, 0],
    ['conflict found after the decision', 'paid', 240_000, 240_000, 0],
    ['co-funding fell short', 'paid', 180_000, 250_000, 70_000],
    ['appeal by post', 'paid', 180_000, 180_000, 0],
    ['reduced while a payout waits', 'paid', 100_000, 100_000, 0],
    ['reduced while a payout is at the bank', 'paid', 100_000, 300_000, 200_000],
    ['claim waived in part', 'paid', 200_000, 300_000, 60_000],
    ['upheld in part', 'paid', 180_000, 300_000, 120_000],
  ])('%s: ends %s', (name, outcome, awarded, paid, recovered) => {
    expect(result.cases.find((each) => each.name === name)).toMatchObject({
      outcome,
      awarded: kroner(awarded),
      paid: kroner(paid),
      recovered: kroner(recovered),
    });
    expect(result.cases).toHaveLength(23);
  });

  it('have histories in the order of time, each event with its actor', () => {
    for (const { events } of result.cases) {
      expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted());
      expect(events.every(({ actor }) => actor !== '')).toBe(true);
    }
  });

  it('leave in the budget what is in force or was paid in the year, and nothing of what lapsed or was refused', async () => {
    expect(await reservedByYear()).toEqual({ 2027: kroner(5_730_000), 2028: kroner(550_000) });
  });

  it('print as timelines and a table, as the README shows', () => {
    process.stdout.isTTY = false;
    expect(`${scenarioText(result)}\n`).toMatch(
      shownFor('README.md', 'npm run --silent demo -- --scenario grants'),
    );
  });
});

/** Reserved minor units by year. */
async function reservedByYear(): Promise<Record<number, number>> {
  const rows = await standalone.readModels.query<{ year: number; reserved: number }>(
    'SELECT year, reserved FROM budget_years WHERE reserved > 0 ORDER BY year',
  );
  return Object.fromEntries(rows.map(({ year, reserved }) => [year, reserved]));
}
