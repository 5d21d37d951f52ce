import type { AnyEvent, Json, JsonObject, NewEvent, RecordedEvent } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';
import type { EventStore } from '#event-store/port.js';
import type { Projection, Rows } from '../projection.js';
import { row, table } from '../table.js';

/** A case with a value of every column type. */
export const cases = table({
  name: 'sample_case',
  columns: {
    case_id: { type: 'text' },
    title: { type: 'text' },
    amount: { type: 'bigint' },
    steps: { type: 'integer' },
    urgent: { type: 'boolean' },
    due: { type: 'date', nullable: true },
    details: { type: 'jsonb', nullable: true },
    opened_at: { type: 'timestamptz', volatile: true },
  },
  key: ['case_id'],
  partition: 'case_id',
  indexes: [['due'], { sql: 'USING gin (title gin_trgm_ops)' }],
});

/** One row per event. */
export const steps = table({
  name: 'sample_step',
  columns: {
    case_id: { type: 'text' },
    revision: { type: 'integer' },
    type: { type: 'text' },
    position: { type: 'text', volatile: true },
  },
  key: ['case_id', 'revision'],
  partition: 'case_id',
  insertOnly: true,
});

/** Amounts per scheme. */
export const totals = table({
  name: 'sample_total',
  columns: { scheme_id: { type: 'text' }, total: { type: 'bigint' }, events: { type: 'integer' } },
  key: ['scheme_id'],
  partition: 'scheme_id',
});

type Opened = RecordedEvent<{
  readonly title: string;
  readonly amount: number;
  readonly schemeId: string;
  readonly details?: Json;
  readonly due?: string;
}>;
type Raised = RecordedEvent<{ readonly by: number; readonly schemeId: string }>;

/** A switch tests turn to make events unfit for the projection. */
export const fault: { refuse: ((event: RecordedEvent) => boolean) | undefined } = { refuse: undefined };

/** Cases and their steps. */
export const casesProjection: Projection<AnyEvent> = {
  name: 'sample-cases',
  version: 1,
  tables: [cases, steps],
  eventTypes: ['CaseOpened', 'CaseRaised', 'CaseDropped'],
  extensions: ['pg_trgm'],
  keyOf: ({ metadata }) => metadata.caseId,
  rowsOf: ({ metadata }) => [row(cases, metadata.caseId ?? '')],
  apply(event, rows) {
    if (fault.refuse?.(event)) throw new Error('unfit for the sample');
    const caseId = event.metadata.caseId ?? '';
    foldCase(caseId, event, rows);
    const { revision, type, position } = event;
    rows.insert(steps, { case_id: caseId, revision, type, position });
  },
};

function foldCase(caseId: string, event: RecordedEvent, rows: Rows): void {
  if (event.type === 'CaseOpened') {
    const { title, amount, due, details } = (event as unknown as Opened).data;
    rows.put(cases, {
      case_id: caseId,
      title,
      amount,
      steps: 1,
      urgent: false,
      opened_at: event.metadata.occurredAt,
      ...(due === undefined ? {} : { due }),
      ...(details === undefined ? {} : { details }),
    });
  } else if (event.type === 'CaseRaised') {
    const { by } = (event as unknown as Raised).data;
    const { amount, steps: before } = rows.get(cases, caseId) ?? { amount: Number.NaN, steps: 0 };
    rows.change(cases, [caseId], { amount: amount + by, steps: before + 1, urgent: true });
  } else rows.delete(cases, caseId);
}

/** Totals per scheme; not all events have one. */
export const totalsProjection: Projection<AnyEvent> = {
  name: 'sample-totals',
  version: 1,
  tables: [totals],
  eventTypes: 'all',
  keyOf: ({ data }) => (typeof data.schemeId === 'string' ? data.schemeId : undefined),
  rowsOf: ({ data }) => [row(totals, data.schemeId as string)],
  apply({ data }, rows) {
    const schemeId = data.schemeId as string;
    const before = rows.get(totals, schemeId) ?? { total: 0, events: 0 };
    const amount = Number(data.amount ?? data.by ?? 0);
    rows.put(totals, {
      scheme_id: schemeId,
      total: before.total + amount,
      events: before.events + 1,
    });
  },
};

/** Both, in the order they are listed. */
export const sampleProjections: readonly Projection[] = [casesProjection, totalsProjection];

/** An event on its way into a case's stream. */
export function sampleEvent(caseId: string, type: string, data: JsonObject, seed: number | string): NewEvent {
  const id = derivedId('sample', caseId, seed);
  return {
    id,
    type,
    schemaVersion: 1,
    data,
    metadata: {
      actor: { subject: 'someone', roles: ['caseworker'] },
      caseId,
      commandId: id,
      commandHash: 'hash',
      correlationId: id,
      occurredAt: '2024-05-17T08:00:00.000Z',
    },
  };
}

/** Appends one event to a case's stream; answers its position. */
export async function append(
  store: EventStore,
  caseId: string,
  type: string,
  data: JsonObject,
  seed: number | string,
) {
  return (await store.append(`case-${caseId}`, 'any', [sampleEvent(caseId, type, data, seed)])).position;
}

/** Opens cases and raises each, interleaved: first all are opened, then all are raised, round after round. */
export async function appendStory(store: EventStore, count: number, rounds: number): Promise<string> {
  for (let round = 0; round <= rounds; round++) {
    for (let index = 0; index < count; index++) {
      const caseId = `c${index}`;
      const schemeId = `s${index % 3}`;
      if (round === 0)
        await append(store, caseId, 'CaseOpened', { title: `Case ${index}`, amount: index, schemeId }, round);
      else await append(store, caseId, 'CaseRaised', { by: round, schemeId }, round);
    }
  }
  return store.head();
}
