import { searchable } from '#cqrs/queries/search.js';
import type { Projection } from '#projections/projection.js';
import { table, type RowOf } from '#projections/table.js';
import type { HistoricalPilotRegistered } from '../contract/events.js';
import type { HistoricalBond, HistoricalOutcome } from '../contract/historical.js';

/** One row per impact bond that others ran, as it was registered last; its metrics stay in the log. */
export const historicalPilots = table({
  name: 'historical_pilots',
  key: ['pilot_id'],
  partition: 'pilot_id',
  indexes: [['reference', 'pilot_id']],
  columns: {
    pilot_id: { type: 'text' },
    data_set: { type: 'text' },
    reference: { type: 'text' },
    title: { type: 'text' },
    /** Reference and title, searchable. */
    search: { type: 'text' },
    outcome: { type: 'text' },
    computed: { type: 'bigint', nullable: true },
    /** Of what was computed, and of the difference. */
    currency: { type: 'text', nullable: true },
    paid: { type: 'bigint', nullable: true },
    paid_currency: { type: 'text', nullable: true },
    difference: { type: 'bigint', nullable: true },
    /** How many of its metrics came out so. */
    matched: { type: 'integer' },
    differing: { type: 'integer' },
    not_compared: { type: 'integer' },
    not_computed: { type: 'integer' },
    registered_at: { type: 'timestamptz', volatile: true },
    revision: { type: 'integer' },
  },
});

/** A historical pilot's row. */
export type HistoricalPilotRow = RowOf<typeof historicalPilots>;

/** Impact bonds that others ran. */
export const historicalPilotsProjection: Projection<HistoricalPilotRegistered> = {
  name: 'historical-pilots',
  version: 1,
  tables: [historicalPilots],
  eventTypes: ['HistoricalPilotRegistered'],
  keyOf: (event) => event.data.pilotId,
  apply({ data, metadata, revision }, rows) {
    const { pilotId, bond } = data;
    const { computed, paid, difference } = bond;
    rows.put(historicalPilots, {
      pilot_id: pilotId,
      data_set: bond.dataSet,
      reference: bond.reference,
      title: bond.title,
      search: searchable(`${bond.reference} ${bond.title}`),
      outcome: bond.outcome,
      computed: computed?.amount ?? null,
      currency: computed?.currency ?? null,
      paid: paid?.amount ?? null,
      paid_currency: paid?.currency ?? null,
      difference: difference?.amount ?? null,
      matched: countOf(bond, 'matched'),
      differing: countOf(bond, 'differs'),
      not_compared: countOf(bond, 'computed-nothing-to-compare'),
      not_computed: countOf(bond, 'cannot-be-computed'),
      registered_at: metadata.recordedAt,
      revision,
    });
  },
};

function countOf({ metrics }: HistoricalBond, outcome: HistoricalOutcome): number {
  return metrics.filter((metric) => metric.outcome === outcome).length;
}
