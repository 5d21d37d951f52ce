import type { Projection } from '#projections/projection.js';
import { row, table, type RowOf } from '#projections/table.js';
import type { AidEvent } from '../contract/events.js';

/** One row per grant of de minimis aid; amounts in euro cents where the name says so. */
export const stateAid = table({
  name: 'state_aid',
  key: ['aid_id'],
  partition: 'case_id',
  indexes: [
    ['register_by', 'aid_id'],
    ['directorate', 'register_by', 'aid_id'],
    ['organisation'],
    ['case_id'],
  ],
  columns: {
    aid_id: { type: 'text' },
    case_id: { type: 'text' },
    scheme_id: { type: 'text' },
    directorate: { type: 'text' },
    organisation: { type: 'text' },
    /** The members of the single undertaking when it was granted. */
    undertaking: { type: 'jsonb' },
    granted_on: { type: 'date' },
    amount: { type: 'bigint' },
    currency: { type: 'text' },
    amount_euro_cents: { type: 'bigint' },
    total_euro_cents: { type: 'bigint' },
    limit_euro_cents: { type: 'bigint' },
    register_by: { type: 'date' },
    /** `due`, `overdue`, `entered`, `released`, or `to-correct`: entered and then released or lowered. */
    register: { type: 'text' },
    entered_on: { type: 'date', nullable: true },
    reference: { type: 'text', nullable: true },
  },
});

/** A row of granted aid. */
export type StateAidRow = RowOf<typeof stateAid>;

/** All de minimis aid with where it stands in the public register. */
export const aidList: Projection<Exclude<AidEvent, { type: 'UndertakingDeclared' }>> = {
  name: 'state-aid',
  version: 3,
  tables: [stateAid],
  eventTypes: [
    'DeMinimisAidGranted',
    'DeMinimisAidReleased',
    'DeMinimisAidLowered',
    'RegisterEntryConfirmed',
    'RegisterEntryBecameOverdue',
  ],
  keyOf: (event) => event.metadata.caseId,
  rowsOf: (event) => [row(stateAid, event.data.aidId)],
  apply(event, rows) {
    switch (event.type) {
      case 'DeMinimisAidGranted': {
        const { data } = event;
        return rows.put(stateAid, {
          aid_id: data.aidId,
          case_id: data.caseId,
          scheme_id: data.schemeId,
          directorate: data.directorate,
          organisation: data.organisation,
          undertaking: data.undertaking,
          granted_on: data.grantedOn,
          amount: data.amount.amount,
          currency: data.amount.currency,
          amount_euro_cents: data.amountEuroCents,
          total_euro_cents: data.total,
          limit_euro_cents: data.limit,
          register_by: data.registerBy,
          register: 'due',
        });
      }
      case 'DeMinimisAidReleased': {
        const before = rows.get(stateAid, event.data.aidId);
        const register = before?.register === 'entered' ? 'to-correct' : 'released';
        return rows.change(stateAid, [event.data.aidId], { register });
      }
      case 'DeMinimisAidLowered': {
        const { aidId, amount, amountEuroCents, before } = event.data;
        const known = rows.get(stateAid, aidId);
        const total = (known?.total_euro_cents ?? before) - before + amountEuroCents;
        // An entry in the public register that says more is to be corrected.
        const correct = known?.register === 'entered' ? { register: 'to-correct' } : {};
        return rows.change(stateAid, [aidId], {
          amount: amount.amount,
          amount_euro_cents: amountEuroCents,
          total_euro_cents: total,
          ...correct,
        });
      }
      case 'RegisterEntryConfirmed': {
        const { aidId, enteredOn, reference } = event.data;
        return rows.change(stateAid, [aidId], { register: 'entered', entered_on: enteredOn, reference });
      }
      case 'RegisterEntryBecameOverdue':
        return rows.change(stateAid, [event.data.aidId], { register: 'overdue' });
    }
  },
};
