import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { HistoricalPilots } from '#pilots/application/historical/historical-pilots.js';
import { importIndigo } from '#pilots/indigo/import.js';
import { PAYMENT, writeDataSet } from '#pilots/indigo/testing/data-set.js';
import type { System } from '#test/support/system.js';

/** A bond that others ran is registered from their data set, twice: what was paid was corrected. */
export async function historicalBonds({ standalone }: System): Promise<void> {
  const files = temporaryFolder();
  try {
    for (const amount of ['600', '660']) {
      writeDataSet(files.path, {
        'projects.csv': [{ project: 'P1', name: 'A way out' }],
        'outcome_metrics.csv': [{ project: 'P1', metric: 'm1', definition: 'A job', target: '10 people' }],
        'outcome_pricings.csv': [{ project: 'P1', metric: 'm1', currency: 'GBP', price: '220' }],
        'results.csv': [
          { project: 'P1', metric: 'm1', type: 'Final', start: '2019', end: '2020', achieved: '3' },
        ],
        'outcome_payments.csv': [{ ...PAYMENT, project: 'P1', amount }],
      });
      const { bonds } = await importIndigo(files.path);
      const pilots = new HistoricalPilots(standalone.handling, standalone.clock);
      for (const bond of bonds) await pilots.register(bond);
    }
  } finally {
    files.remove();
  }
}
