import type { Projection } from '#projections/projection.js';
import { row, table, type RowOf } from '#projections/table.js';
import type { CallEvent, SchemeEvent } from '../contract/events.js';

/** The schemes there are. */
export const schemes = table({
  name: 'schemes',
  key: ['scheme_id'],
  partition: 'scheme_id',
  columns: {
    scheme_id: { type: 'text' },
    directorate: { type: 'text' },
    name: { type: 'text' },
    ministry: { type: 'text' },
    budget_chapter: { type: 'text' },
    budget_post: { type: 'text' },
    goal: { type: 'text' },
    target_group: { type: 'text' },
    currency: { type: 'text' },
    /** Regulation version adopted last. */
    regulation_version: { type: 'text' },
  },
});

/** The calls there are. */
export const calls = table({
  name: 'calls',
  key: ['call_id'],
  partition: 'scheme_id',
  indexes: [['scheme_id', 'call_id']],
  columns: {
    call_id: { type: 'text' },
    scheme_id: { type: 'text' },
    directorate: { type: 'text' },
    regulation_version: { type: 'text' },
    title: { type: 'text' },
    currency: { type: 'text' },
    frame: { type: 'bigint' },
    /** Kind of grant, where the call is for one of several. */
    kind: { type: 'text', nullable: true },
    /** `announced`, `closed` or `cancelled`; what is closed by now, its closing instant says. */
    state: { type: 'text' },
    opens_at: { type: 'timestamptz' },
    closes_at: { type: 'timestamptz' },
  },
});

/** A scheme's row. */
export type SchemeRow = RowOf<typeof schemes>;

/** A call's row. */
export type CallRow = RowOf<typeof calls>;

/** Schemes and calls, for everyone signed in. */
export const announcements: Projection<SchemeEvent | CallEvent> = {
  name: 'announcements',
  version: 3,
  tables: [schemes, calls],
  eventTypes: [
    'SchemeEstablished',
    'RegulationVersionAdopted',
    'CallAnnounced',
    'CallExtended',
    'CallCancelled',
    'CallClosed',
  ],
  keyOf: (event) => event.data.schemeId,
  rowsOf: (event) => {
    const { schemeId, callId } = event.data as { readonly schemeId: string; readonly callId?: string };
    return [callId === undefined ? row(schemes, schemeId) : row(calls, callId)];
  },
  apply(event, rows) {
    switch (event.type) {
      case 'SchemeEstablished': {
        const { data } = event;
        return rows.put(schemes, {
          scheme_id: data.schemeId,
          directorate: data.directorate,
          name: data.name,
          ministry: data.ministry,
          budget_chapter: data.budgetChapter,
          budget_post: data.budgetPost,
          goal: data.goal,
          target_group: data.targetGroup,
          currency: data.currency,
          regulation_version: '',
        });
      }
      case 'RegulationVersionAdopted':
        return rows.change(schemes, [event.data.schemeId], {
          regulation_version: event.data.regulation.version,
        });
      case 'CallAnnounced': {
        const { data } = event;
        return rows.put(calls, {
          call_id: data.callId,
          scheme_id: data.schemeId,
          directorate: data.directorate,
          regulation_version: data.regulationVersion,
          title: data.title,
          currency: data.currency,
          frame: data.frame,
          kind: data.kind ?? null,
          state: 'announced',
          opens_at: new Date(data.opensAt).toISOString(),
          closes_at: new Date(data.closesAt).toISOString(),
        });
      }
      case 'CallExtended':
        return rows.change(calls, [event.data.callId], {
          closes_at: new Date(event.data.closesAt).toISOString(),
        });
      case 'CallCancelled':
        return rows.change(calls, [event.data.callId], { state: 'cancelled' });
      case 'CallClosed':
        return rows.change(calls, [event.data.callId], { state: 'closed' });
    }
  },
};
