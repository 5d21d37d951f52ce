import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import type {
  Mandate,
  NamingWithdrawn,
  OrganisationEvent,
  RepresentativeAppointed,
  RepresentativeNamed,
} from '../../contract/events.js';
import { no, unfit, type OrganisationRefusal } from './refusals.js';
import { openNaming, type Organisation } from './state.js';

type Answer = Decision<OrganisationEvent, OrganisationRefusal>;

/** Who comes under a name, as one of the organisation, shall represent it. */
type NameRepresentative = { readonly type: 'NameRepresentative' } & Omit<
  RepresentativeNamed['data'],
  'name'
> & {
    readonly name: string;
    /** Pseudonyms of the name where the organisation was written otherwise. */
    readonly formerRefs?: readonly string[];
  };

/** Two under one name could not be told apart when one of them comes. */
function name({ type: _, formerRefs = [], ...data }: NameRepresentative, state: Organisation): Answer {
  const wrong = unfit(data);
  if (wrong) return refuse(wrong);
  const refs = [data.personRef, ...formerRefs];
  const named = refs.map((ref) => openNaming(state, ref)).find((open) => open !== undefined);
  if (named) return refuse(no.secondNaming(named.naming));
  return accept<OrganisationEvent>({ type: 'RepresentativeNamed', data });
}

/** Whoever was named shall not represent it after all. */
type WithdrawNaming = { readonly type: 'WithdrawNaming' } & NamingWithdrawn['data'];

function withdraw({ type: _, ...data }: WithdrawNaming, { namings }: Organisation): Answer {
  return namings.has(data.naming)
    ? accept<OrganisationEvent>({ type: 'NamingWithdrawn', data })
    : refuse(no.suchNaming());
}

/** A person of the organisation has come, under the name with this pseudonym. */
type CompleteAppointment = {
  readonly type: 'CompleteAppointment';
  /** Calendar date. */
  readonly today: string;
} & Pick<RepresentativeAppointed['data'], 'organisation' | 'person'> &
  Pick<RepresentativeNamed['data'], 'personRef'>;

/**
 * Who represents it by their subject is not who was meant by a name alone: that would change their powers, or end them,
 * by a namesake.
 */
function complete(command: CompleteAppointment, state: Organisation): Answer {
  const { organisation, person, personRef, today } = command;
  const named = openNaming(state, personRef);
  if (!named) return refuse(no.suchNaming());
  if (isOver(named, today)) return refuse(no.appointmentOver());
  const before = state.representatives.get(person);
  if (before && !isOver(before, today)) return refuse(no.secondAppointment());
  const { personRef: _, ...appointment } = named;
  return accept<OrganisationEvent>({
    type: 'RepresentativeAppointed',
    data: { organisation, person, ...appointment },
  });
}

function isOver({ to }: Mandate, today: string): boolean {
  return to !== undefined && to < today;
}

/** What an organisation answers about representatives that are known by name alone. */
export const NAMING = { NameRepresentative: name, WithdrawNaming: withdraw, CompleteAppointment: complete };
