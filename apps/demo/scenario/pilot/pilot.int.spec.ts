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
  const config = readConfig({ TILSAGN_DATA: folder.path, TILSAGN_PORT: '0', TILSAGN_NOW: SCENARIO_STARTS });
  standalone = await startStandalone(config, createLogger('silent'));
  result = await runScenario('pilot', standalone, folder.path, () => undefined);
});
afterAll(async () => {
  await standalone.close();
  folder.remove();
});

/** Kroner as the scenario counts them. */
const kroner = (amount: number) => amount * 100;

describe('the pilot against reoffending', () => {
  it('is settled by what was verified, exactly, and split between state and municipality', () => {
    expect(result.pilot).toMatchObject({
      state: 'closed',
      settlement: {
        // 8, 7 and 10 sentences avoided in three cohorts at 60 000 each, and two milestones.
        total: kroner((8 + 7 + 10) * 60_000 + 250_000 + 400_000),
        state: kroner(1_290_000),
        municipality: kroner(860_000),
        recalculatedIdentically: true,
      },
      payers: [
        { payer: 'state', settled: kroner(1_290_000), paid: kroner(1_290_000), owed: 0 },
        { payer: 'town', settled: kroner(860_000), paid: kroner(860_000), owed: 0 },
      ],
    });
  });

  it('is approved by both directorates, and one alone cannot', () => {
    expect(result.pilot!.settlement.approvedBy).toEqual([
      'kjersti-decides (correctional-service-directorate)',
      'dina-decides (labour-and-welfare-directorate)',
    ]);
    expect(result.pilot!.refusals.map(({ step, code }) => [step, code])).toEqual([
      ['one directorate adopts the framework twice', 'other-directorate'],
      ['a contract without a cap of the state', 'contract-invalid'],
      ['a party signs another contract', 'other-contract'],
      ['more persons than the cohort has', 'measurement-invalid'],
      ['one directorate approves the settlement twice', 'other-directorate'],
    ]);
  });

  it('has a history from the framework to its closing, with what was disputed and corrected', () => {
    const types = result.pilot!.events.map(({ type }) => type);
    expect(types[0]).toBe('PilotEstablished');
    expect(types.at(-1)).toBe('PilotClosed');
    for (const type of [
      'MeasurementDisputed',
      'MeasurementCorrected',
      'SettlementConcluded',
      'PayoutSettled',
    ])
      expect(types).toContain(type);
    expect(types.filter((type) => type === 'CohortClosed')).toHaveLength(3);
  });

  it('is paid like any grant, beside the development costs of the municipality', () => {
    expect(result.cases.map(({ outcome, paid }) => [outcome, paid])).toEqual([
      ['paid', kroner(500_000)],
      ['closed', kroner(1_290_000)],
    ]);
  });

  it('leaves reserved what was paid, and nothing of the liability beyond it', async () => {
    const rows = await standalone.readModels.query(
      'SELECT year, reserved, paid FROM budget_years WHERE reserved > 0 ORDER BY year',
    );
    expect(rows).toEqual([
      { year: 2027, reserved: kroner(500_000), paid: kroner(500_000) },
      { year: 2030, reserved: kroner(1_290_000), paid: kroner(1_290_000) },
    ]);
  });

  it('prints each line of the settlement in words, as the README shows', () => {
    process.stdout.isTTY = false;
    const shown = shownFor('README.md', 'npm run --silent demo -- --scenario pilot');
    expect(`${scenarioText(result)}\n`).toMatch(shown);
    expect(result.pilot!.settlement.lines.join('\n')).toContain('25 avoided × NOK 45,000.00');
  });
});
