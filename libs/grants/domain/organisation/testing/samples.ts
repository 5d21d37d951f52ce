import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { OrganisationEvent } from '../../../contract/events.js';
import type { OrganisationCommand } from '../organisation.js';

/** A fictitious number with the right check digit. */
const ORGANISATION = '987654325';

const kari = { organisation: ORGANISATION, person: 'kari', powers: ['all' as const], from: '2026-01-01' };
const ola = {
  organisation: ORGANISATION,
  person: 'ola',
  powers: ['apply' as const, 'report' as const],
  from: '2026-01-01',
  to: '2026-06-30',
};
const nora = {
  organisation: ORGANISATION,
  naming: 'naming-1',
  personRef: 'pseudonym of Nora',
  name: 'Nora Nordmann',
  powers: ['accept' as const],
  from: '2026-01-01',
  to: '2026-12-31',
};
const appointedKari: OrganisationEvent = { type: 'RepresentativeAppointed', data: kari };
const appointedOla: OrganisationEvent = { type: 'RepresentativeAppointed', data: ola };
const removedOla: OrganisationEvent = {
  type: 'RepresentativeRemoved',
  data: { organisation: ORGANISATION, person: 'ola' },
};
const namedNora: OrganisationEvent = { type: 'RepresentativeNamed', data: nora };
const withdrawnNora: OrganisationEvent = {
  type: 'NamingWithdrawn',
  data: { organisation: ORGANISATION, naming: 'naming-1' },
};
const { personRef, name: _, ...mandate } = nora;
const appointedNora: OrganisationEvent = {
  type: 'RepresentativeAppointed',
  data: { ...mandate, person: 'nora' },
};

/** Histories that lead to each state of an organisation's representation. */
const states = {
  none: [],
  'represented by one': [appointedKari],
  'represented by two': [appointedKari, appointedOla],
  'one of two removed': [appointedKari, appointedOla, removedOla],
  'one named': [namedNora],
  'one named beside one': [appointedKari, namedNora],
  'one who was named has come': [namedNora, appointedNora],
  'naming withdrawn': [namedNora, withdrawnNora],
} satisfies Record<string, readonly OrganisationEvent[]>;

const commands = {
  AppointRepresentative: { type: 'AppointRepresentative', ...ola },
  RemoveRepresentative: { type: 'RemoveRepresentative', organisation: ORGANISATION, person: 'ola' },
  NameRepresentative: { type: 'NameRepresentative', ...nora, naming: 'naming-2' },
  WithdrawNaming: { type: 'WithdrawNaming', organisation: ORGANISATION, naming: 'naming-1' },
  CompleteAppointment: {
    type: 'CompleteAppointment',
    organisation: ORGANISATION,
    person: 'nora',
    personRef,
    today: '2026-03-01',
  },
} satisfies Record<OrganisationCommand['type'], OrganisationCommand>;

/** What each command leads to. */
const outcomes = {
  AppointRepresentative: ['RepresentativeAppointed', { '·': ['represented by two'] }],
  RemoveRepresentative: ['✗ representative-unknown', { RepresentativeRemoved: ['represented by two'] }],
  NameRepresentative: ['RepresentativeNamed', { '✗ already-named': ['one named', 'one named beside one'] }],
  WithdrawNaming: ['✗ naming-unknown', { NamingWithdrawn: ['one named', 'one named beside one'] }],
  CompleteAppointment: [
    '✗ naming-unknown',
    { RepresentativeAppointed: ['one named', 'one named beside one'] },
  ],
} satisfies Outcomes<OrganisationCommand['type'], keyof typeof states>;

/** Histories by the state they lead to, a command of each kind, and what it leads to. */
export const samples = { states, commands, outcomes };
