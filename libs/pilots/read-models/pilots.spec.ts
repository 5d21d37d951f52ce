import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import type { RecordedEvent } from '#eventsourcing/event.js';
import type { Projection, Rows } from '#projections/projection.js';
import type { TableDefinition } from '#projections/table.js';
import type { PilotEvent, SettlementEvent } from '../contract/events.js';
import { pilot } from '../domain/pilot/pilot.js';
import type { KnownPilot } from '../domain/pilot/state.js';
import { framing } from '../domain/pilot/testing/framing.js';
import { measuring } from '../domain/pilot/testing/measuring.js';
import { and, samples } from '../domain/pilot/testing/samples.js';
import { settlement } from '../domain/settlement/settlement.js';
import { samples as settlements } from '../domain/settlement/testing/samples.js';
import { pilotPartners, pilots, pilotsProjection, type PilotRow } from './pilots.js';

const PILOT = 'p';
const DISMISSED: PilotEvent = {
  type: 'DisputeDismissed',
  data: {
    pilotId: PILOT,
    measurementId: 'm1',
    version: 1,
    organisation: 'auditors',
    dismissedBy: 'vidar',
    grounds: 'It is up to date.',
  },
};

const projection: Projection = pilotsProjection;

/** Rows after a history, in which nothing may be read or written that was not asked for. */
class Told implements Pick<Rows, 'get' | 'put'> {
  private readonly rows = new Map<string, object>();
  private asked: ReadonlySet<string> = new Set();

  constructor(history: readonly (PilotEvent | SettlementEvent)[]) {
    for (const [revision, event] of history.entries()) {
      if (!projection.eventTypes.includes(event.type)) continue;
      const metadata = {
        caseId: PILOT,
        recordedAt: `2027-01-01T00:00:${String(revision).padStart(2, '0')}Z`,
      };
      const recorded = { ...event, revision, metadata } as unknown as RecordedEvent;
      if (projection.keyOf(recorded) !== PILOT) throw new Error(`${event.type} is not kept with its pilot`);
      this.asked = new Set(projection.rowsOf!(recorded).map(({ table, key }) => nameOf(table, key)));
      projection.apply(recorded, this as unknown as Rows);
    }
  }

  get = ((table: TableDefinition, ...key: readonly string[]) =>
    this.rows.get(this.allowed(table, key))) as Rows['get'];

  put = ((table: TableDefinition, row: Record<string, string>) => {
    this.rows.set(
      this.allowed(
        table,
        table.key.map((column) => row[column]!),
      ),
      row,
    );
  }) as unknown as Rows['put'];

  get pilot(): PilotRow | undefined {
    return this.rows.get(nameOf(pilots, [PILOT])) as PilotRow | undefined;
  }

  /** Organisations that take part, each with its role. */
  get partners(): string[] {
    const rows = [...this.rows].filter(([name]) => name.startsWith(`${pilotPartners.name} `));
    return rows.flatMap(([, row]) => {
      const { organisation, role, active } = row as { organisation: string; role: string; active: boolean };
      return active ? [`${organisation} ${role}`] : [];
    });
  }

  private allowed(table: TableDefinition, key: readonly string[]): string {
    const name = nameOf(table, key);
    if (!this.asked.has(name)) throw new Error(`${name} was not asked for`);
    return name;
  }
}

function nameOf({ name }: Pick<TableDefinition, 'name'>, key: readonly unknown[]): string {
  return [name, ...key].join(' ');
}

describe('the list of pilots', () => {
  const known = Object.entries(samples.states).filter(([name]) => name !== 'none' && name !== 'historical');

  it.each(known)('says of a pilot in state "%s" what its stream says', (_, history) => {
    const state = fold(pilot, history) as KnownPilot;
    const count = (status: string) => state.measurements.filter((each) => each.status === status).length;
    const told = new Told(history);
    expect(told.pilot).toMatchObject({
      pilot_id: PILOT,
      scheme_id: state.schemeId,
      directorate: state.directorates[0],
      other_directorate: state.directorates[1],
      state: state.status,
      currency: state.currency,
      adoptions: state.framework?.adoptions.size ?? 0,
      state_cap: state.contract?.contract.terms.caps.state ?? null,
      cohorts_open: state.cohorts.filter(({ persons }) => persons === undefined).length,
      unverified: count('recorded'),
      disputed: count('disputed'),
      settlement_version: null,
      settlement_state: null,
      settled: null,
    });
    expect(told.partners).toEqual(state.partners.map(({ organisation, role }) => `${organisation} ${role}`));
  });

  it('says so also when a framework is drafted anew after partners joined, and when one leaves', () => {
    const { RemovePartner, JoinPartner } = framing;
    const joined = samples.states['contract drafted'];
    const left = and(joined, RemovePartner);
    const again = and(left, { ...JoinPartner, organisation: RemovePartner.organisation, role: 'investor' });
    const anew = and(again, framing['DraftFramework (another version)']);
    for (const history of [left, again, anew]) {
      const state = fold(pilot, history) as KnownPilot;
      const told = new Told(history);
      expect(told.pilot).toMatchObject({
        state: state.status,
        adoptions: state.framework!.adoptions.size,
        state_cap: null,
      });
      expect(told.partners.toSorted()).toEqual(
        state.partners.map(({ organisation, role }) => `${organisation} ${role}`).toSorted(),
      );
    }
  });

  it('says so of a measurement that is disputed, dismissed, disputed again and corrected', () => {
    const { DisputeMeasurement, CorrectMeasurement } = measuring;
    const once = and(samples.states['measurement verified'], DisputeMeasurement);
    const dismissed = [...once, DISMISSED];
    const again = and(dismissed, DisputeMeasurement);
    const open = [once, dismissed, again, and(again, CorrectMeasurement)].map((history) => {
      const { unverified, disputed } = new Told(history).pilot!;
      return { unverified, disputed };
    });
    expect(open).toEqual([
      { unverified: 0, disputed: 1 },
      { unverified: 0, disputed: 0 },
      { unverified: 0, disputed: 1 },
      { unverified: 1, disputed: 0 },
    ]);
  });

  it.each(Object.entries(settlements.states))(
    'says of a settlement that is "%s" what its stream says',
    (_, history) => {
      const state = fold(settlement, history);
      const its = state.status === 'none' ? undefined : state;
      const told = new Told([...samples.states['measurement verified'], ...history]);
      expect(told.pilot).toMatchObject({
        state: 'agreed',
        settlement_version: its?.current.version ?? null,
        settlement_state: its?.status ?? null,
        settled: its?.concluded?.total ?? null,
      });
    },
  );

  it('says when it was changed last', () => {
    const history = samples.states['framework drafted'];
    expect(new Told(history).pilot).toMatchObject({
      established_on: '2027-01-01T00:00:00Z',
      updated_on: '2027-01-01T00:00:01Z',
    });
  });

  it('knows no pilot of others, and complains about an event without a pilot', () => {
    expect(new Told(samples.states.historical).pilot).toBeUndefined();
    expect(() => new Told(samples.states.agreed.slice(1))).toThrow('before the pilot was established');
  });
});
