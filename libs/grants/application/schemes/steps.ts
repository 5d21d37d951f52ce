import { CommandHandler } from '@nestjs/cqrs';
import { organisationOf } from '#access/organisation.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { TakesSteps, type Sent, type Steps } from '#cqrs/steps.js';
import { MAY } from '../../access.js';
import type { SchemeEvent } from '../../contract/events.js';
import type { SchemeCommand } from '../../domain/scheme/scheme.js';
import type { Scheme } from '../../domain/scheme/state.js';
import { Schemes } from './schemes.js';

/** What the directorate that owns a scheme does to it, or is about to. */
const STEPS = {
  EstablishScheme: {
    may: MAY['scheme.establish'],
    facts: ({ id, actor }) => ({ schemeId: id, directorate: organisationOf(actor) }),
  },
  DraftRegulationVersion: {
    may: MAY['regulation.prepare'],
    facts: ({ person }) => ({ draftedBy: person }),
  },
  ConsultOnRegulationVersion: { may: MAY['regulation.prepare'], facts: ({ today }) => ({ on: today }) },
  AdoptRegulationVersion: { may: MAY['regulation.adopt'], facts: ({ person }) => ({ adoptedBy: person }) },
  GrantDelegation: { may: MAY['delegation.grant'], facts: ({ person }) => ({ grantedBy: person }) },
  RevokeDelegation: { may: MAY['delegation.revoke'] },
} as const satisfies Steps<Scheme, SchemeCommand>;

/** A step on the scheme `id`. */
export class TakeSchemeStep extends ResourceCommand<Sent<SchemeCommand, typeof STEPS>> {}

/** Takes the steps on schemes. */
@CommandHandler(TakeSchemeStep)
export class SchemeSteps extends TakesSteps<Scheme, SchemeCommand, SchemeEvent, unknown> {
  constructor(schemes: Schemes) {
    super(schemes, STEPS, {});
  }
}
