import { addDays } from '#calendar/oslo.js';
import { offeringUnder, type Offer } from '#cqrs/offer.js';
import { ClosePilot } from '../../application/pilots/close-pilot.js';
import { LinkDevelopmentGrant } from '../../application/pilots/link-development-grant.js';
import { SignContract } from '../../application/pilots/sign-contract.js';
import { TakePilotStep } from '../../application/pilots/take-pilot-step.js';
import type { KnownPilot } from '../../domain/pilot/state.js';
import { drafted } from '../../http/contract.content.js';
import * as examples from '../../http/examples/pilots.js';
import { contractFor } from './contract-example.js';

/** What may be sent on a pilot as a whole and its contract, with bodies made for where it stands. */
export function frameOffers(state: KnownPilot, today: string): Offer[] {
  const { pilotId: id, framework: known, contract: known2 } = state;
  const offer = offeringUnder(`/v1/pilots/${id}`);
  const grounds = 'Too few are released to the town.';
  const framework = { ...examples.framework, inForceFrom: today };
  const version = known?.framework.version ?? framework.version;
  const { organisation, role } = state.partners.at(0) ?? examples.partner;
  const contract = contractFor(state, today);
  const digest = known2?.digest ?? examples.signature.digest;
  const last = known2?.contract.terms.period.to;
  const lastDay = last === undefined ? today : addDays(last, -1);
  const applicationId = state.grants.first()?.applicationId ?? '0c281d65-6e5b-5810-aecf-9c520a0c1430';
  const conclusion = 'The service is continued by the town.';
  return [
    offer(
      'draft-framework',
      'framework',
      framework,
      (context) => new TakePilotStep(id, { type: 'DraftFramework', framework }, context),
    ),
    offer(
      'adopt-framework',
      'framework/adoption',
      { version },
      (context) => new TakePilotStep(id, { type: 'AdoptFramework', version }, context),
    ),
    offer(
      'join-partner',
      'partners',
      examples.partner,
      (context) => new TakePilotStep(id, { type: 'JoinPartner', ...examples.partner }, context),
    ),
    offer(
      'remove-partner',
      'partners/removal',
      { organisation, role, grounds },
      (context) => new TakePilotStep(id, { type: 'RemovePartner', organisation, role, grounds }, context),
    ),
    offer(
      'link-development-grant',
      'development-grants',
      { applicationId },
      (context) => new LinkDevelopmentGrant(id, { applicationId }, context),
    ),
    offer('draft-contract', 'contract', contract, (context) => drafted(id, contract, context)),
    offer(
      'sign-contract',
      'contract/signature',
      { digest },
      (context) => new SignContract(id, { digest }, context),
    ),
    offer(
      'propose-termination',
      'termination',
      { lastDay, grounds },
      (context) => new TakePilotStep(id, { type: 'ProposeTermination', lastDay, grounds }, context),
    ),
    offer(
      'approve-termination',
      'termination/approval',
      {},
      (context) => new TakePilotStep(id, { type: 'ApproveTermination' }, context),
    ),
    offer(
      'decline-termination',
      'termination/rejection',
      { grounds },
      (context) => new TakePilotStep(id, { type: 'DeclineTermination', grounds }, context),
    ),
    offer('close-pilot', 'closure', { conclusion }, (context) => new ClosePilot(id, { conclusion }, context)),
  ];
}
