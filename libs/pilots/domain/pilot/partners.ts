import { accept, refuse } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import { isAccountNumber } from '#money/account-number.js';
import { canonicalOrganisation } from '#organisations/organisation-number.js';
import { mistypedAmong } from '#organisations/refusals.js';
import type { PilotEvent } from '../../contract/events.js';
import type { PartnerRole } from '../../contract/pilot.js';
import { beforeAgreement, whileFollowed, type Answer } from './answers.js';
import { accountInvalid, notPartner } from './refusals.js';
import { takesPart, type KnownPilot } from './state.js';

/** Those who judge the outcome must not gain from it. */
const INDEPENDENT: readonly PartnerRole[] = ['evaluator', 'validator'];

/** An organisation takes part in a role, from the adopted framework until a contract is agreed. */
interface JoinPartner {
  readonly type: 'JoinPartner';
  readonly organisation: string;
  readonly name: string;
  readonly role: PartnerRole;
  readonly account?: string | undefined;
}

function join({ type: _, ...sent }: JoinPartner, state: KnownPilot): Answer {
  const mistyped = mistypedAmong({ organisation: sent.organisation });
  if (mistyped) return refuse(mistyped);
  const partner = { ...sent, organisation: canonicalOrganisation(sent.organisation) };
  const { organisation, role, account } = partner;
  if (account !== undefined && !isAccountNumber(account)) return refuse(accountInvalid());
  if (state.directorates.includes(organisation))
    return refuse(conflict('a directorate of the pilot is not its partner as well'));
  const roles: readonly PartnerRole[] = state.partners
    .filter((one) => one.organisation === organisation)
    .map((one) => one.role);
  if (takesPart(state, organisation, [role]))
    return refuse(conflict(`${organisation} takes part as ${role} already`));
  if (roles.length > 0 && [...roles, role].some((one) => INDEPENDENT.includes(one)))
    return refuse(conflict('evaluator and validator are independent: they take no other part'));
  return accept<PilotEvent>({ type: 'PartnerJoined', data: { pilotId: state.pilotId, ...partner } });
}

/** Before a contract is agreed a partner may leave; what was drafted with it lapses. */
interface RemovePartner {
  readonly type: 'RemovePartner';
  readonly organisation: string;
  readonly role: PartnerRole;
  readonly grounds: string;
}

function remove({ type: _, ...sent }: RemovePartner, state: KnownPilot): Answer {
  const partner = { ...sent, organisation: canonicalOrganisation(sent.organisation) };
  const { organisation, role } = partner;
  if (!takesPart(state, organisation, [role])) return refuse(notPartner(organisation, role));
  return accept<PilotEvent>({ type: 'PartnerRemoved', data: { pilotId: state.pilotId, ...partner } });
}

interface LinkDevelopmentGrant {
  readonly type: 'LinkDevelopmentGrant';
  readonly applicationId: string;
  /** Organisation that applied; undefined where there is no such application to be linked. */
  readonly applicant: string | undefined;
}

/** The application of a municipality that takes part belongs to the pilot; again changes nothing. */
function link({ applicationId, applicant }: LinkDevelopmentGrant, state: KnownPilot): Answer {
  if (state.grants.some((grant) => grant.applicationId === applicationId)) return accept<PilotEvent>();
  if (applicant === undefined || !takesPart(state, applicant, ['municipality']))
    return refuse(
      refusal('invalid', 'grant-unknown', 'there is no such application of a municipality that takes part'),
    );
  const { pilotId } = state;
  return accept<PilotEvent>({
    type: 'DevelopmentGrantLinked',
    data: { pilotId, applicationId, municipality: applicant },
  });
}

/** Who takes part, and the development costs of the municipality that does. */
export const partners = {
  JoinPartner: beforeAgreement(join),
  RemovePartner: beforeAgreement(remove),
  LinkDevelopmentGrant: whileFollowed(link),
};

function conflict(detail: string) {
  return refusal('conflict', 'partner-conflict', detail);
}
