import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { leadTo } from '#eventsourcing/testing/outcomes.js';
import type { Power } from '../../contract/events.js';
import { mayAppoint, mayRepresent, organisation } from './organisation.js';
import { samples } from './testing/samples.js';

const { given } = specification(organisation);
const { states } = samples;
const { AppointRepresentative: appoint } = samples.commands;
const stateOf = (name: keyof typeof states) => fold(organisation, states[name]);
const may = (person: string, power: Power, on = '2026-03-01', name: keyof typeof states) =>
  mayRepresent(stateOf(name), person, power, on);

describe('every command in every state of an organisation', () => {
  leadTo(organisation, samples);
});

describe('a representative', () => {
  it('is appointed for an organisation whose number can be one, for a time that can be', () => {
    given()
      .when({ ...appoint, organisation: '987654321' })
      .refused('organisation-number-invalid');
    given()
      .when({ ...appoint, organisation: 'GB-CHC-1011056' })
      .thenTypes('RepresentativeAppointed');
    given()
      .when({ ...appoint, to: '2025-12-31' })
      .refused('appointment-invalid');
  });

  it('has the powers of the last appointment', () => {
    const { type: _, ...before } = appoint;
    const data = { ...before, powers: ['appeal' as const] };
    const state = fold(organisation, [
      ...states['represented by two'],
      { type: 'RepresentativeAppointed', data },
    ]);
    expect(mayRepresent(state, 'ola', 'appeal', '2026-03-01')).toBe(true);
    expect(mayRepresent(state, 'ola', 'apply', '2026-03-01')).toBe(false);
  });

  it('is needed once one was appointed, and for good', () => {
    expect(may('anyone', 'apply', undefined, 'none')).toBe(true);
    expect(may('anyone', 'apply', undefined, 'represented by one')).toBe(false);
    const [appointed] = states['represented by one'];
    const none = fold(organisation, [
      appointed!,
      { type: 'RepresentativeRemoved', data: { organisation: '987654325', person: 'kari' } },
    ]);
    expect(mayRepresent(none, 'anyone', 'apply', '2026-03-01')).toBe(false);
  });

  it('takes nobody’s right where they act beside the organisation’s own people', () => {
    const { type: _, ...data } = { ...appoint, person: 'solveig', powers: ['appeal' as const], beside: true };
    const removed = { organisation: data.organisation, person: data.person };
    const beside = { type: 'RepresentativeAppointed', data } as const;
    const gone = { type: 'RepresentativeRemoved', data: removed } as const;
    const state = fold(organisation, [beside]);
    const mayDo = (person: string, power: Power) => mayRepresent(state, person, power, '2026-03-01');
    expect([mayDo('anyone', 'apply'), mayDo('solveig', 'appeal'), mayDo('solveig', 'apply')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(mayRepresent(fold(organisation, [beside, gone]), 'anyone', 'apply', '2026-03-01')).toBe(true);
    const all = { ...beside, data: { ...data, powers: ['all' as const] } };
    expect(mayAppoint(fold(organisation, [all]), 'solveig', '2026-03-01')).toBe(false);
    const own = fold(organisation, [...states['represented by one'], all]);
    expect(mayRepresent(own, 'anyone', 'apply', '2026-03-01')).toBe(false);
  });

  it('has their powers and no others, unless they have all, and only in their time', () => {
    const two = 'represented by two';
    expect([may('ola', 'apply', undefined, two), may('ola', 'accept', undefined, two)]).toEqual([
      true,
      false,
    ]);
    expect([
      may('kari', 'accept', undefined, two),
      may('ola', 'apply', undefined, 'one of two removed'),
    ]).toEqual([true, false]);
    expect(
      ['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'].map((on) => may('ola', 'apply', on, two)),
    ).toEqual([false, true, true, false]);
  });

  it('appoints others only with all powers, and where there is none nobody does', () => {
    const appoints = (name: keyof typeof states, person: string) =>
      mayAppoint(stateOf(name), person, '2026-03-01');
    expect(appoints('represented by two', 'kari')).toBe(true);
    expect(appoints('represented by two', 'ola')).toBe(false);
    expect(appoints('none', 'kari')).toBe(false);
  });
});

describe('a representative who is named', () => {
  const {
    NameRepresentative: named,
    CompleteAppointment: comes,
    WithdrawNaming: withdrawn,
  } = samples.commands;
  const { type: _, personRef: pseudonym, name: __, ...mandate } = named;
  const open = states['one named'];

  it('is awaited for an organisation whose number can be one, for a time that can be', () => {
    given()
      .when({ ...named, organisation: '987654321' })
      .refused('organisation-number-invalid');
    given()
      .when({ ...named, to: '2025-12-31' })
      .refused('appointment-invalid');
  });

  it('keeps everybody else from acting while they are awaited, and no longer', () => {
    expect(may('anyone', 'accept', undefined, 'one named')).toBe(false);
    expect(may('anyone', 'accept', undefined, 'naming withdrawn')).toBe(true);
    const after = fold(organisation, [
      ...states['one named beside one'],
      { type: 'NamingWithdrawn', data: { organisation: mandate.organisation, naming: 'naming-1' } },
    ]);
    expect(mayRepresent(after, 'anyone', 'accept', '2026-03-01')).toBe(false);
  });

  it('has, once they have come, the powers that were given to the name, by an appointment that says so', () => {
    given(...open)
      .when(comes)
      .then({
        type: 'RepresentativeAppointed',
        data: { ...mandate, naming: 'naming-1', person: 'nora' },
      });
    const came = 'one who was named has come';
    expect([may('nora', 'accept', undefined, came), may('nora', 'apply', undefined, came)]).toEqual([
      true,
      false,
    ]);
    // The appointment is as any other: it is the same again when it is made by the subject.
    const { naming: ___, ...appointment } = mandate;
    given(...states[came])
      .when({ ...appointment, type: 'AppointRepresentative', person: 'nora' })
      .then();
  });

  it('is the first of that name who comes, and nobody after them', () => {
    given(...states['one who was named has come'])
      .when({ ...comes, person: 'another nora' })
      .refused('naming-unknown');
    given(...open)
      .when({ ...comes, personRef: 'pseudonym of Kari' })
      .refused('naming-unknown');
  });

  it('may be named again when they have come or are not awaited any more, and another name at any time', () => {
    given(...open)
      .when({ ...named, personRef: 'pseudonym of Kari' })
      .thenTypes('RepresentativeNamed');
    given(...open)
      .when(named)
      .refused('already-named');
    given(...states['naming withdrawn'])
      .when(named)
      .thenTypes('RepresentativeNamed');
    given(...states['one who was named has come'])
      .when(withdrawn)
      .refused('naming-unknown');
  });

  it('is nobody who represents the organisation already, as long as they do', () => {
    const both = [...states['represented by two'], ...open];
    given(...both)
      .when({ ...comes, person: 'ola' })
      .refused('already-representative');
    given(...both)
      .when({ ...comes, person: 'ola', today: '2026-07-01' })
      .thenTypes('RepresentativeAppointed');
  });

  it('is awaited until the last day of the appointment', () => {
    given(...open)
      .when({ ...comes, today: '2026-12-31' })
      .thenTypes('RepresentativeAppointed');
    given(...open)
      .when({ ...comes, today: '2027-01-01' })
      .refused('appointment-over');
  });
});
