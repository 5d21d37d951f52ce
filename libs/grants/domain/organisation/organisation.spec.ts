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
