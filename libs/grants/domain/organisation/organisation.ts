import type { Decider, Decision } from '#eventsourcing/decider.js';
import { accept, answer, refuse, type CommandOf } from '#eventsourcing/decider.js';
import { sameJson } from '#eventsourcing/json.js';
import type {
  OrganisationEvent,
  Power,
  RepresentativeAppointed,
  RepresentativeRemoved,
} from '../../contract/events.js';
import { NAMING } from './naming.js';
import { no, unfit, type OrganisationRefusal } from './refusals.js';
import { UNREPRESENTED, type Organisation } from './state.js';

type Answer = Decision<OrganisationEvent, OrganisationRefusal>;

/** A person may act for it; the powers of a later appointment take the place of those before. */
type AppointRepresentative = { readonly type: 'AppointRepresentative' } & Omit<
  RepresentativeAppointed['data'],
  'naming'
>;

function appoint({ type: _, ...data }: AppointRepresentative, { representatives }: Organisation): Answer {
  const wrong = unfit(data);
  if (wrong) return refuse(wrong);
  const { organisation: __, ...appointment } = data;
  const known = representatives.get(data.person);
  if (known && sameJson(known, appointment)) return accept();
  return accept<OrganisationEvent>({ type: 'RepresentativeAppointed', data });
}

/** A person may act for it no longer. */
type RemoveRepresentative = { readonly type: 'RemoveRepresentative' } & RepresentativeRemoved['data'];

function remove({ type: _, ...data }: RemoveRepresentative, { representatives }: Organisation): Answer {
  return representatives.get(data.person)
    ? accept<OrganisationEvent>({ type: 'RepresentativeRemoved', data })
    : refuse(no.suchRepresentative());
}

const ANSWERS = { AppointRepresentative: appoint, RemoveRepresentative: remove, ...NAMING };

/** What an organisation can be asked to do. */
export type OrganisationCommand = CommandOf<typeof ANSWERS>;

/** An organisation and those who may act for it. */
export const organisation: Decider<
  Organisation,
  OrganisationCommand,
  OrganisationEvent,
  OrganisationRefusal
> = {
  initial: UNREPRESENTED,

  decide: (command, state) => answer(ANSWERS, command, state),

  evolve(state, event) {
    const after = { ...state, ...changed(state, event) };
    const represented = after.everAppointed || after.namings.some(({ beside }) => !beside);
    return { ...after, status: represented ? 'represented' : 'none' };
  },
};

function changed(
  { everAppointed, representatives, namings }: Organisation,
  { type, data }: OrganisationEvent,
): Partial<Organisation> {
  switch (type) {
    case 'RepresentativeAppointed': {
      const { organisation: _, naming, ...appointment } = data;
      return {
        everAppointed: everAppointed || !appointment.beside,
        representatives: representatives.withLast(appointment),
        ...(naming === undefined ? {} : { namings: namings.without(naming) }),
      };
    }
    case 'RepresentativeRemoved':
      // Who took nobody's right leaves none missing.
      return {
        everAppointed: everAppointed || !representatives.get(data.person)?.beside,
        representatives: representatives.without(data.person),
      };
    case 'RepresentativeNamed': {
      const { organisation: _, name: __, ...naming } = data;
      return { namings: namings.with(naming) };
    }
    case 'NamingWithdrawn':
      return { namings: namings.without(data.naming) };
  }
}

/**
 * Whether a person may use a power of an organisation on a day; anybody may where it is not represented, but who was
 * appointed beside its own people does what that appointment says.
 */
export function mayRepresent(state: Organisation, person: string, power: Power, onDate: string): boolean {
  const open = state.status === 'none' && !state.representatives.has(person);
  return open || holds(state, person, power, onDate);
}

/** Whether a person may appoint others: only one of its own who was appointed with all powers, never just anybody. */
export function mayAppoint(state: Organisation, person: string, onDate: string): boolean {
  return !state.representatives.get(person)?.beside && holds(state, person, 'all', onDate);
}

function holds({ representatives }: Organisation, who: string, power: Power, onDate: string): boolean {
  const appointed = representatives.get(who);
  if (!appointed) return false;
  const { powers, from, to } = appointed;
  const empowered = powers.includes(power) || powers.includes('all');
  return empowered && from <= onDate && (to === undefined || onDate <= to);
}
