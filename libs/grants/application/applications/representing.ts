import type { Judge } from '#cqrs/guarded-streams.js';
import type { Asking } from '#cqrs/steps.js';
import { organisationOf } from '#access/organisation.js';
import { registered, type ArrivalBody } from '#eventsourcing/arrivals.js';
import { sameOrganisation } from '#organisations/organisation-number.js';
import type { CaseRepresentationEnded, CaseRepresentativeRecorded } from '../../contract/events.js';
import type { Application } from '../../domain/application/state.js';
import { notRepresenting, type Representatives } from '../organisations/representatives.js';
import type { Applications } from './applications.js';

/** Somebody who shall act beside the party, as the party says, or as its letter that an official registers. */
export type SentRepresentative = Pick<
  CaseRepresentativeRecorded['data'],
  'organisation' | 'name' | 'address' | 'lawyer' | 'powers' | 'powerOfAttorney'
> & {
  readonly name: string;
  readonly address?: readonly string[] | undefined;
  readonly powerOfAttorney?: string | undefined;
  readonly copyToParty?: boolean | undefined;
  readonly arrival?: ArrivalBody | undefined;
};

/** That it shall no longer; `by` says whose word an official registers. */
export interface SentEnding {
  readonly by?: CaseRepresentationEnded['data']['by'] | undefined;
  readonly arrival?: ArrivalBody | undefined;
}

interface Sources {
  readonly applications: Applications;
  readonly representatives: Representatives;
}

type Side = 'party' | 'representative' | 'official';

/** Who says it: what came otherwise is an official's to register, and nobody's else. */
export async function saying(arrival: ArrivalBody | undefined, asking: Asking, { applications }: Sources) {
  const { id, actor, person, today, now } = asking;
  const saidBy = sideOf(actor, await applications.find(id));
  const came = saidBy === 'official' && arrival ? registered(arrival, { actor, now }) : undefined;
  return { saidBy, recordedBy: person, arrival: came, today };
}

/** A party whose people have powers lets somebody represent it by one who has all of them; a representative names none. */
export async function mayLetRepresent(
  { id, actor, now }: Asking,
  { applications, representatives }: Sources,
): Promise<Judge<Application>> {
  const state = await applications.find(id);
  const side = sideOf(actor, state);
  if (side === 'official' || state.status === 'none') return (_, usual) => usual;
  const { organisation } = state.submission.applicant;
  const no =
    side === 'party'
      ? await representatives.refusalFor(actor, organisation, 'all', now)
      : notRepresenting('all');
  return (_, usual) => usual ?? no;
}

/** The representative may lay it down, too. */
export async function mayEndRepresentation(asking: Asking, from: Sources): Promise<Judge<Application>> {
  const side = sideOf(asking.actor, await from.applications.find(asking.id));
  return side === 'representative' ? (_, usual) => usual : mayLetRepresent(asking, from);
}

function sideOf(actor: Asking['actor'], state: Application): Side {
  if (state.status === 'none') return 'official';
  const own = organisationOf(actor);
  if (sameOrganisation(own, state.submission.applicant.organisation)) return 'party';
  return sameOrganisation(own, state.representative?.organisation) ? 'representative' : 'official';
}
