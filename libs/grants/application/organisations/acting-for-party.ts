import { Injectable } from '@nestjs/common';
import { organisationOf } from '#access/organisation.js';
import type { Actor } from '#eventsourcing/event.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { sameOrganisation } from '#organisations/organisation-number.js';
import type { CasePower } from '../../contract/events.js';
import { mayInCase } from '../../domain/application/representative.js';
import type { CaseRepresentative, SubmittedApplication } from '../../domain/application/state.js';
import { Applications } from '../applications/applications.js';
import { Representatives, notRepresenting } from './representatives.js';

/** Who acts in a case as its party: the party's own people, and beside them its representative in the case. */
@Injectable()
export class ActingForParty {
  constructor(
    private readonly applications: Applications,
    private readonly representatives: Representatives,
  ) {}

  /** Why a person may not use a power of the party in the case at an instant: asked after the policy, beside it. */
  async refusalFor(
    caseId: string,
    actor: Actor,
    power: CasePower,
    now: string,
  ): Promise<Refusal | undefined> {
    const state = await this.applications.find(caseId);
    if (state.status === 'none') return undefined;
    const { organisation: party } = state.submission.applicant;
    const representative = representing(actor, state);
    if (representative) return mayInCase(representative, power) ? undefined : notRepresenting(power);
    return this.representatives.refusalFor(actor, party, power, now);
  }

  /** Whether a person is one of the party's representative in the case, and not of the party itself. */
  async represents(caseId: string, actor: Actor): Promise<boolean> {
    const state = await this.applications.find(caseId);
    return state.status !== 'none' && representing(actor, state) !== undefined;
  }
}

function representing(
  actor: Actor,
  { submission, representative }: SubmittedApplication,
): CaseRepresentative | undefined {
  const own = organisationOf(actor);
  if (sameOrganisation(own, submission.applicant.organisation)) return undefined;
  return sameOrganisation(own, representative?.organisation) ? representative : undefined;
}
