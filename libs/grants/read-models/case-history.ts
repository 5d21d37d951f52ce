import type { Projection } from '#projections/projection.js';
import { row, table, type RowOf } from '#projections/table.js';

/** Which events belong to a case. What they say is read from the log itself, so a history cannot differ from it. */
export const caseHistory = table({
  name: 'case_history',
  key: ['case_id', 'number'],
  partition: 'case_id',
  insertOnly: true,
  columns: {
    case_id: { type: 'text' },
    /** From 1, in the order of the log. Volatile: reactions may come in another order. */
    number: { type: 'integer', volatile: true },
    stream: { type: 'text' },
    /** Volatile: in a stream that cases share (a budget) it depends on who came first. */
    revision: { type: 'integer', volatile: true },
    type: { type: 'text' },
  },
});

/** How many events the history of a case has. */
const historyLength = table({
  name: 'case_history_length',
  key: ['case_id'],
  partition: 'case_id',
  columns: { case_id: { type: 'text' }, events: { type: 'integer' } },
});

/** A row of the history's index. */
export type HistoryRow = RowOf<typeof caseHistory>;

/** The index of all cases' histories. */
export const caseHistoryProjection: Projection = {
  name: 'case-history',
  version: 2,
  tables: [caseHistory, historyLength],
  eventTypes: 'all',
  keyOf: (event) => event.metadata.caseId,
  rowsOf: (event) => [row(historyLength, event.metadata.caseId!)],
  apply({ metadata, stream, revision, type }, rows) {
    const caseId = metadata.caseId!;
    const number = (rows.get(historyLength, caseId)?.events ?? 0) + 1;
    rows.put(historyLength, { case_id: caseId, events: number });
    rows.insert(caseHistory, { case_id: caseId, number, stream, revision, type });
  },
};
