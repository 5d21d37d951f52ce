import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { Mandate } from '../../contract/events.js';
import { mistypedAmong } from '#organisations/refusals.js';

/** Why an organisation refuses. */
export type OrganisationRefusal = Refusal<
  | 'organisation-number-invalid'
  | 'appointment-invalid'
  | 'representative-unknown'
  | 'already-named'
  | 'naming-unknown'
  | 'already-representative'
  | 'appointment-over'
>;

/** Why nobody can have this mandate of an organisation. */
export function unfit({
  organisation,
  from,
  to,
}: Mandate & { readonly organisation: string }): OrganisationRefusal | undefined {
  const mistyped = mistypedAmong({ organisation });
  if (mistyped) return mistyped;
  if (to !== undefined && to < from)
    return refusal('invalid', 'appointment-invalid', 'an appointment ends after it begins');
  return undefined;
}

/** Refusals in one sentence each. */
export const no = {
  suchRepresentative: () =>
    refusal('not-found', 'representative-unknown', 'that person does not represent it'),
  suchNaming: () => refusal('not-found', 'naming-unknown', 'nobody is named so who is still awaited'),
  secondNaming: (naming: string) =>
    refusal('conflict', 'already-named', 'that name was given already, and its bearer is still awaited', {
      naming,
    }),
  secondAppointment: () =>
    refusal('conflict', 'already-representative', 'that person represents it already, by an appointment'),
  appointmentOver: () =>
    refusal('conflict', 'appointment-over', 'the last day of the appointment has passed'),
};
