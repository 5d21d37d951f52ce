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
const appointedKari: OrganisationEvent = { type: 'RepresentativeAppointed', data: kari };
const appointedOla: OrganisationEvent = { type: 'RepresentativeAppointed', data: ola };
const removedOla: OrganisationEvent = {
  type: 'RepresentativeRemoved',
  data: { organisation: ORGANISATION, person: 'ola' },
};

/** Histories that lead to each state of an organisation's representation. */
const states = {
  none: [],
  'represented by one': [appointedKari],
  'represented by two': [appointedKari, appointedOla],
  'one of two removed': [appointedKari, appointedOla, removedOla],
} satisfies Record<string, readonly OrganisationEvent[]>;

const commands = {
  AppointRepresentative: { type: 'AppointRepresentative', ...ola },
  RemoveRepresentative: { type: 'RemoveRepresentative', organisation: ORGANISATION, person: 'ola' },
} satisfies Record<string, OrganisationCommand>;

/** What each command leads to. */
const outcomes = {
  AppointRepresentative: ['RepresentativeAppointed', { '·': ['represented by two'] }],
  RemoveRepresentative: ['✗ representative-unknown', { RepresentativeRemoved: ['represented by two'] }],
} satisfies Outcomes<OrganisationCommand['type'], keyof typeof states>;

/** Histories by the state they lead to, a command of each kind, and what it leads to. */
export const samples = { states, commands, outcomes };
