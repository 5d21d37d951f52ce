import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { faultOfDay } from '#eventsourcing/days.js';
import { refusal } from '#eventsourcing/refusal.js';
import { mistypedAmong } from '#organisations/refusals.js';
import type { ApplicationEvent } from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import {
  declarationInOneForm,
  organisationsDeclared,
  type StateAidDeclaration,
} from './named-organisations.js';
import { no, type ApplicationRefusal } from './refusals.js';
import type { SubmittedApplication } from './state.js';

/** The applicant declares its group and aid from others; a later declaration takes the place of the one before. */
interface DeclareStateAid {
  readonly type: 'DeclareStateAid';
  readonly declaredBy: string;
  readonly stateAid: StateAidDeclaration;
  readonly regulation: RegulationVersion;
  /** Calendar date. */
  readonly today: string;
}

/** Also after the decision: an appeal or an amendment may grant further aid. */
function declare(
  { declaredBy, stateAid, regulation, today }: DeclareStateAid,
  { status }: SubmittedApplication,
): Decision<ApplicationEvent, ApplicationRefusal> {
  if (status === 'withdrawn') return refuse(no.longerOpen(status));
  if (!regulation.stateAid) return refuse(no.stateAid());
  const mistyped = mistypedAmong(organisationsDeclared(stateAid));
  if (mistyped) return refuse(mistyped);
  const fault = faultOfOtherAid(stateAid, today);
  if (fault) return refuse(fault);
  return accept<ApplicationEvent>({
    type: 'StateAidDeclared',
    data: { declaredBy, stateAid: declarationInOneForm(stateAid) },
  });
}

/** Aid that others have granted was granted by today. */
export function faultOfOtherAid(
  stateAid: StateAidDeclaration | undefined,
  today: string,
): ApplicationRefusal | undefined {
  for (const [index, { grantedOn: day }] of (stateAid?.otherAid ?? []).entries()) {
    const fault = faultOfDay({ member: `stateAid/otherAid/${index}/grantedOn`, day, today });
    if (fault) return fault;
  }
  return undefined;
}

/** Why aid waits: nothing is granted before the undertaking has declared. */
export function undeclared() {
  return refusal(
    'conflict',
    'state-aid-undeclared',
    'the scheme gives de minimis aid: the applicant first declares its group and its aid from others',
  );
}

/** What is declared of de minimis aid. */
export const aidDeclarations = { DeclareStateAid: declare };
