import type { Decider, Decision } from '#eventsourcing/decider.js';
import { accept, answer, refuse, type CommandOf } from '#eventsourcing/decider.js';
import { sameJson } from '#eventsourcing/json.js';
import { Keyed } from '#eventsourcing/keyed.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type {
  OrganisationEvent,
  Power,
  RepresentativeAppointed,
  RepresentativeRemoved,
} from '../../contract/events.js';
import { isMistypedNumber } from './organisation-number.js';

/** A person who may act for an organisation, and until when. */
export type Representative = Omit<RepresentativeAppointed['data'], 'organisation'>;

/** Who represents an organisation. */
export interface Organisation {
  /** `none`: nobody was ever appointed, so whoever the token names acts for it. */
  readonly status: 'none' | 'represented';
  /** By person. */
  readonly representatives: Keyed<string, Representative>;
}

/** Why an organisation refuses. */
export type OrganisationRefusal = Refusal<
  'organisation-number-invalid' | 'appointment-invalid' | 'representative-unknown'
>;

type Answer = Decision<OrganisationEvent, OrganisationRefusal>;

/** A person may act for it; the powers of a later appointment take the place of those before. */
type AppointRepresentative = { readonly type: 'AppointRepresentative' } & RepresentativeAppointed['data'];

function appoint({ type: _, ...data }: AppointRepresentative, { representatives }: Organisation): Answer {
  const { organisation: whose, ...appointment } = data;
  if (isMistypedNumber(whose))
    return refuse(
      refusal(
        'invalid',
        'organisation-number-invalid',
        `${whose} is no organisation number: its check digit is wrong`,
      ),
    );
  if (data.to !== undefined && data.to < data.from)
    return refuse(refusal('invalid', 'appointment-invalid', 'an appointment ends after it begins'));
  const known = representatives.get(data.person);
  if (known && sameJson(known, appointment)) return accept();
  return accept<OrganisationEvent>({ type: 'RepresentativeAppointed', data });
}

/** A person may act for it no longer. */
type RemoveRepresentative = { readonly type: 'RemoveRepresentative' } & RepresentativeRemoved['data'];

function remove({ type: _, ...data }: RemoveRepresentative, { representatives }: Organisation): Answer {
  return representatives.get(data.person)
    ? accept<OrganisationEvent>({ type: 'RepresentativeRemoved', data })
    : refuse(refusal('not-found', 'representative-unknown', 'that person does not represent it'));
}

const ANSWERS = { AppointRepresentative: appoint, RemoveRepresentative: remove };

/** What an organisation can be asked to do. */
export type OrganisationCommand = CommandOf<typeof ANSWERS>;

/** An organisation and those who may act for it. */
export const organisation: Decider<
  Organisation,
  OrganisationCommand,
  OrganisationEvent,
  OrganisationRefusal
> = {
  initial: { status: 'none', representatives: Keyed.by((each) => each.person) },

  decide: (command, state) => answer(ANSWERS, command, state),

  evolve({ representatives }, { type, data }) {
    if (type === 'RepresentativeRemoved')
      return { status: 'represented', representatives: representatives.without(data.person) };
    const { organisation: _, ...appointment } = data;
    return { status: 'represented', representatives: representatives.withLast(appointment) };
  },
};

/** Whether a person may use a power of an organisation on a day; anybody may who never appointed a representative. */
export function mayRepresent(
  { status, representatives }: Organisation,
  person: string,
  power: Power,
  onDate: string,
): boolean {
  return status === 'none' || holds(representatives, person, power, onDate);
}

/** Whether a person may appoint others: only who was appointed with all powers, never just anybody. */
export function mayAppoint({ representatives }: Organisation, person: string, onDate: string): boolean {
  return holds(representatives, person, 'all', onDate);
}

function holds(
  representatives: Organisation['representatives'],
  who: string,
  power: Power,
  onDate: string,
): boolean {
  const appointed = representatives.get(who);
  if (!appointed) return false;
  const { powers, from, to } = appointed;
  const empowered = powers.includes(power) || powers.includes('all');
  return empowered && from <= onDate && (to === undefined || onDate <= to);
}
