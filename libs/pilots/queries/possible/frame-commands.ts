import { addDays } from '#calendar/oslo.js';
import { possibleUnder, type PossibleCommand } from '#cqrs/possible-commands.js';
import { SignContract } from '../../application/pilots/sign-contract.js';
import type { KnownPilot } from '../../domain/pilot/state.js';
import * as examples from '../../http/examples/pilots.js';
import { contractFor } from './contract-example.js';
import { stepsOn } from './pilot-steps.js';

/** What may be sent on a pilot as a whole and its contract, with bodies made for where it stands. */
export function possibleOnFrame(state: KnownPilot, today: string): PossibleCommand[] {
  const { pilotId: id, framework: known, contract } = state;
  const command = possibleUnder(`/v1/pilots/${id}`);
  const step = stepsOn(id);
  const grounds = 'Too few are released to the town.';
  const framework = { ...examples.framework, inForceFrom: today };
  const version = known?.framework.version ?? framework.version;
  const { organisation, role } = state.partners.at(0) ?? examples.partner;
  const digest = contract?.digest ?? examples.signature.digest;
  const last = contract?.contract.terms.period.to;
  const lastDay = last === undefined ? today : addDays(last, -1);
  const applicationId = state.grants.first()?.applicationId ?? '0c281d65-6e5b-5810-aecf-9c520a0c1430';
  return [
    step('impartiality', { type: 'DeclarePilotImpartiality', conflict: false }),
    step('impartiality-ruling', {
      type: 'RuleOnPilotImpartiality',
      person: 'official',
      disqualified: false,
      grounds: 'The acquaintance ended long ago.',
    }),
    step('framework', { type: 'DraftFramework', ...framework }),
    step('framework/adoption', { type: 'AdoptFramework', version }),
    step('partners', { type: 'JoinPartner', ...examples.partner }),
    step('partners/removal', { type: 'RemovePartner', organisation, role, grounds }),
    step('development-grants', { type: 'LinkDevelopmentGrant', applicationId }),
    step('contract', { type: 'DraftContract', ...contractFor(state, today) }),
    command(
      'sign-contract',
      'contract/signature',
      { digest },
      (context) => new SignContract(id, { digest }, context),
    ),
    step('termination', { type: 'ProposeTermination', lastDay, grounds }),
    step('termination/approval', { type: 'ApproveTermination' }),
    step('termination/rejection', { type: 'DeclineTermination', grounds }),
    step('closure', { type: 'ClosePilot', conclusion: 'The service is continued by the town.' }),
    ...accountCommands(step, state),
  ];
}

/** Where partners are paid to: the first of the municipality, until one waits. */
function accountCommands(
  step: ReturnType<typeof stepsOn>,
  { partners, accountWaiting }: KnownPilot,
): PossibleCommand[] {
  const { organisation, role } =
    partners.find((partner) => partner.role === 'municipality') ?? examples.partner;
  const { account, evidence } = examples.partnerAccount;
  const propose = step('account-corrections', {
    type: 'ProposePartnerAccount',
    organisation,
    role,
    account,
    evidence,
  });
  if (!accountWaiting) return [propose];
  const { number: correction } = accountWaiting;
  const at = `account-corrections/${correction}`;
  return [
    propose,
    step(
      `${at}/approval`,
      { type: 'ApprovePartnerAccount', correction, ...examples.partnerAccountApproval },
      'correction',
    ),
    step(
      `${at}/rejection`,
      { type: 'RejectPartnerAccount', correction, ...examples.partnerAccountRejection },
      'correction',
    ),
  ];
}
