import { CommandHandler } from '@nestjs/cqrs';
import type { Judge } from '#cqrs/guarded-streams.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { TakesSteps, type Asking, type Sent, type Steps } from '#cqrs/steps.js';
import { refusal } from '#eventsourcing/refusal.js';
import { canonicalOrganisation } from '#organisations/organisation-number.js';
import { MAY } from '../../access.js';
import type { Mandate, OrganisationEvent } from '../../contract/events.js';
import { mayAppoint, type OrganisationCommand } from '../../domain/organisation/organisation.js';
import type { Organisation } from '../../domain/organisation/state.js';
import { Pseudonyms } from '../applications/pseudonyms.js';
import { ActingForParty } from './acting-for-party.js';
import { AppointmentsByName } from './appointments-by-name.js';
import { GivenNames } from './given-names.js';
import { OtherSpellings } from './other-spellings.js';
import { Representatives } from './representatives.js';

/** What is asked for the steps. */
interface Sources {
  readonly pseudonyms: Pseudonyms;
  readonly spellings: OtherSpellings;
}

type NameSent = Mandate & { readonly naming: string; readonly name: string };

/** What an administrator or a representative with all powers does to who represents an organisation. */
const STEPS = {
  AppointRepresentative: {
    may: MAY['representative.appoint'],
    judge: appointers,
    facts: ({ id }) => ({ organisation: canonicalOrganisation(id) }),
  },
  RemoveRepresentative: {
    may: MAY['representative.appoint'],
    judge: appointers,
    facts: ({ id }) => ({ organisation: canonicalOrganisation(id) }),
  },
  NameRepresentative: {
    may: MAY['representative.appoint'],
    judge: appointers,
    command: async (sent: NameSent, { id }, { pseudonyms, spellings }) => {
      const [personRef, ...formerRefs] = await Promise.all(
        [canonicalOrganisation(id), ...(await spellings.of(id))].map((each) =>
          pseudonyms.ofNamed(each, sent.name),
        ),
      );
      return { organisation: canonicalOrganisation(id), personRef: personRef!, formerRefs, ...sent };
    },
  },
  WithdrawNaming: {
    may: MAY['representative.appoint'],
    judge: appointers,
    facts: ({ id }) => ({ organisation: canonicalOrganisation(id) }),
  },
} as const satisfies Steps<Organisation, OrganisationCommand, Sources>;

function appointers({ actor, person, today }: Asking): Judge<Organisation> {
  return (state, usual) =>
    usual ??
    (actor.roles.includes('administrator') || mayAppoint(state, person, today)
      ? undefined
      : refusal(
          'forbidden',
          'not-a-representative',
          'representatives are appointed by one who has all powers, the first one by an administrator',
        ));
}

/** A step on who represents the organisation `id`. */
export class TakeOrganisationStep extends ResourceCommand<Sent<OrganisationCommand, typeof STEPS>> {}

/** Takes the steps on who represents organisations. */
@CommandHandler(TakeOrganisationStep)
export class OrganisationSteps extends TakesSteps<
  Organisation,
  OrganisationCommand,
  OrganisationEvent,
  Sources
> {
  constructor(representatives: Representatives, pseudonyms: Pseudonyms, spellings: OtherSpellings) {
    super(representatives, STEPS, { pseudonyms, spellings });
  }
}

/** What organisations and their representatives need. */
export const ORGANISATIONS = [
  OtherSpellings,
  Representatives,
  ActingForParty,
  GivenNames,
  AppointmentsByName,
  OrganisationSteps,
];
