import type { RecordedEvent } from '#eventsourcing/event.js';
import type { Projection, Rows } from '#projections/projection.js';
import { row, table, type RowOf } from '#projections/table.js';
import type { PilotEvent, SettlementEvent } from '../contract/events.js';

/** One row per pilot that was established here; what it says is read from the log. */
export const pilots = table({
  name: 'pilots',
  key: ['pilot_id'],
  partition: 'pilot_id',
  columns: {
    pilot_id: { type: 'text' },
    scheme_id: { type: 'text' },
    directorate: { type: 'text' },
    other_directorate: { type: 'text' },
    title: { type: 'text' },
    state: { type: 'text' },
    currency: { type: 'text' },
    /** Directorates that adopted the framework drafted last. */
    adoptions: { type: 'integer' },
    /** What the state pays at most, minor units; none before a contract is drafted. */
    state_cap: { type: 'bigint', nullable: true },
    cohorts_open: { type: 'integer' },
    /** Measurements that wait for the validator, and that are disputed. */
    unverified: { type: 'integer' },
    disputed: { type: 'integer' },
    settlement_version: { type: 'integer', nullable: true },
    settlement_state: { type: 'text', nullable: true },
    /** Total of the version that is concluded, minor units. */
    settled: { type: 'bigint', nullable: true },
    established_on: { type: 'timestamptz', volatile: true },
    updated_on: { type: 'timestamptz', volatile: true },
  },
});

/** A pilot's row. */
export type PilotRow = RowOf<typeof pilots>;

/** Which organisations take part in which pilot. */
export const pilotPartners = table({
  name: 'pilot_partners',
  key: ['pilot_id', 'organisation', 'role'],
  partition: 'pilot_id',
  indexes: [['organisation', 'pilot_id']],
  columns: {
    pilot_id: { type: 'text' },
    organisation: { type: 'text' },
    role: { type: 'text' },
    /** Takes part now. */
    active: { type: 'boolean' },
  },
});

/** How a measurement stands, to count those that are open. */
export const pilotMeasurements = table({
  name: 'pilot_measurements',
  key: ['pilot_id', 'measurement_id'],
  partition: 'pilot_id',
  columns: {
    pilot_id: { type: 'text' },
    measurement_id: { type: 'text' },
    state: { type: 'text' },
    was_verified: { type: 'boolean' },
  },
});

type Told = PilotEvent | SettlementEvent;

const EVENTS = [
  'PilotEstablished',
  'FrameworkDrafted',
  'FrameworkAdopted',
  'PartnerJoined',
  'PartnerRemoved',
  'ContractDrafted',
  'ContractAgreed',
  'CohortOpened',
  'CohortClosed',
  'MeasurementRecorded',
  'MeasurementVerified',
  'MeasurementDisputed',
  'DisputeDismissed',
  'MeasurementCorrected',
  'SettlementCalculated',
  'SettlementReviewed',
  'SettlementReturned',
  'SettlementApproved',
  'SettlementConcluded',
  'PilotTerminated',
  'PilotClosed',
] as const satisfies readonly Told['type'][];

type Projected = Extract<Told, { type: (typeof EVENTS)[number] }>;

/** The list of pilots. */
export const pilotsProjection: Projection<Projected> = {
  name: 'pilots',
  version: 2,
  tables: [pilots, pilotPartners, pilotMeasurements],
  eventTypes: EVENTS,
  keyOf: (event) => event.metadata.caseId,
  rowsOf(event) {
    const pilotId = event.metadata.caseId!;
    return [
      row(pilots, pilotId),
      ...('role' in event.data
        ? [row(pilotPartners, pilotId, event.data.organisation, event.data.role)]
        : []),
      ...('measurementId' in event.data ? [row(pilotMeasurements, pilotId, event.data.measurementId)] : []),
    ];
  },
  apply(event, rows) {
    if (event.type === 'PilotEstablished') return rows.put(pilots, established(event.data, event));
    const before = rows.get(pilots, event.metadata.caseId!);
    if (!before) throw new Error(`${event.type} before the pilot was established`);
    const after = { ...before, ...changes(before, event, rows) };
    rows.put(pilots, { ...after, updated_on: event.metadata.recordedAt });
  },
};

function established(
  data: Extract<Projected, { type: 'PilotEstablished' }>['data'],
  { metadata }: Pick<RecordedEvent, 'metadata'>,
): PilotRow {
  const [directorate, other] = data.directorates;
  return {
    pilot_id: data.pilotId,
    scheme_id: data.schemeId,
    directorate,
    other_directorate: other,
    title: data.title,
    state: 'established',
    currency: data.currency,
    adoptions: 0,
    state_cap: null,
    cohorts_open: 0,
    unverified: 0,
    disputed: 0,
    settlement_version: null,
    settlement_state: null,
    settled: null,
    established_on: metadata.recordedAt,
    updated_on: metadata.recordedAt,
  };
}

function changes(
  before: PilotRow,
  event: Exclude<Projected, { type: 'PilotEstablished' }>,
  rows: Rows,
): Partial<PilotRow> {
  switch (event.type) {
    case 'FrameworkDrafted':
      return { state: 'established', adoptions: 0 };
    case 'FrameworkAdopted': {
      const adoptions = before.adoptions + 1;
      return { adoptions, ...(adoptions === 2 ? { state: 'framework-adopted' } : {}) };
    }
    case 'PartnerJoined':
    case 'PartnerRemoved': {
      const { pilotId: pilot_id, organisation, role } = event.data;
      rows.put(pilotPartners, { pilot_id, organisation, role, active: event.type === 'PartnerJoined' });
      // With other partners a drafted contract lapses.
      return { state: 'framework-adopted', state_cap: null };
    }
    case 'ContractDrafted':
      return { state: 'contract-drafted', state_cap: event.data.contract.terms.caps.state };
    case 'ContractAgreed':
      return { state: 'agreed' };
    case 'CohortOpened':
      return { cohorts_open: before.cohorts_open + 1 };
    case 'CohortClosed':
      return { cohorts_open: before.cohorts_open - 1 };
    case 'MeasurementRecorded':
    case 'MeasurementVerified':
    case 'MeasurementDisputed':
    case 'DisputeDismissed':
    case 'MeasurementCorrected':
      return measured(before, event, rows);
    case 'SettlementCalculated':
      return { settlement_version: event.data.version, settlement_state: 'calculated' };
    case 'SettlementReviewed':
      return { settlement_state: 'reviewed' };
    case 'SettlementReturned':
      return { settlement_state: 'returned' };
    case 'SettlementApproved':
      return { settlement_state: 'approved-once' };
    case 'SettlementConcluded':
      return { settlement_state: 'concluded', settled: event.data.total };
    case 'PilotTerminated':
      return { state: 'terminated' };
    case 'PilotClosed':
      return { state: 'closed' };
  }
}

function measured(
  before: PilotRow,
  event: Extract<Projected, { data: { measurementId: string } }>,
  rows: Rows,
): Partial<PilotRow> {
  const { pilotId: pilot_id, measurementId: measurement_id } = event.data;
  const known = rows.get(pilotMeasurements, pilot_id, measurement_id);
  const was = known?.state ?? 'none';
  const wasVerified = known?.was_verified ?? false;
  const state = stateAfter(event.type, wasVerified);
  rows.put(pilotMeasurements, {
    pilot_id,
    measurement_id,
    state,
    was_verified: state === 'disputed' ? was === 'verified' : state === 'verified',
  });
  const change = (of: string) => Number(state === of) - Number(was === of);
  return {
    unverified: before.unverified + change('recorded'),
    disputed: before.disputed + change('disputed'),
  };
}

function stateAfter(type: string, wasVerified: boolean): string {
  switch (type) {
    case 'MeasurementVerified':
      return 'verified';
    case 'MeasurementDisputed':
      return 'disputed';
    case 'DisputeDismissed':
      return wasVerified ? 'verified' : 'recorded';
    default:
      return 'recorded';
  }
}
