import type { Projection } from '#projections/projection.js';
import { table, type RowOf } from '#projections/table.js';

/** Which events belong to a case. What they say is read from the log itself, so a history cannot differ from it. */
export const caseHistory = table({
  name: 'case_history',
  key: ['case_id', 'stream', 'revision'],
  partition: 'case_id',
  insertOnly: true,
  columns: {
    case_id: { type: 'text' },
    stream: { type: 'text' },
    /** Volatile: in a stream that cases share (a budget) it depends on who came first. */
    revision: { type: 'integer', volatile: true },
    type: { type: 'text' },
  },
});

/** A row of the history's index. */
export type HistoryRow = RowOf<typeof caseHistory>;

/** The index of all cases' histories. */
export const caseHistoryProjection: Projection = {
  name: 'case-history',
  version: 1,
  tables: [caseHistory],
  eventTypes: 'all',
  keyOf: (event) => event.metadata.caseId,
  apply({ metadata, stream, revision, type }, rows) {
    rows.insert(caseHistory, { case_id: metadata.caseId!, stream, revision, type });
  },
};
