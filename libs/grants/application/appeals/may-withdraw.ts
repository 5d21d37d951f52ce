import { organisationOf } from '#access/organisation.js';
import { denied } from '#access/policy.js';
import type { Judge } from '#cqrs/guarded-streams.js';
import type { Asking } from '#cqrs/steps.js';
import { refusal } from '#eventsourcing/refusal.js';
import { sameOrganisation } from '#organisations/organisation-number.js';
import { MAY } from '../../access.js';
import type { Appeal } from '../../domain/appeal/state.js';
import type { ActingForParty } from '../organisations/acting-for-party.js';
import type { Representatives } from '../organisations/representatives.js';
import type { Appeals } from './appeals.js';

interface Sources {
  readonly appeals: Appeals;
  readonly representatives: Representatives;
  readonly acting: ActingForParty;
}

/** An appeal is withdrawn by whoever appealed: of the applicant's also by its representative in the case. */
export async function mayWithdraw(
  { id, actor, now }: Asking,
  { appeals, representatives, acting }: Sources,
): Promise<Judge<Appeal>> {
  const state = await appeals.find(id);
  if (state.status === 'none') return (_, usual) => usual;
  const { caseId, other } = state.submission;
  const own = organisationOf(actor);
  if (other) {
    const barred = sameOrganisation(other.organisation, own)
      ? await representatives.refusalFor(actor, own, 'appeal', now)
      : refusal('forbidden', 'not-a-party', 'an appeal is withdrawn by whoever appealed');
    return (_, usual) => usual ?? barred;
  }
  const barred = await acting.refusalFor(caseId, actor, 'appeal', now);
  if (!(await acting.represents(caseId, actor))) return (_, usual) => usual ?? barred;
  return () => denied(actor, MAY['appeal.withdraw'], { representative: own }) ?? barred;
}
