import { accept, refuse } from '#eventsourcing/decider.js';
import { isAccountNumber } from '#money/account-number.js';
import { canonicalOrganisation } from '#organisations/organisation-number.js';
import type { PilotEvent } from '../../contract/events.js';
import type { PartnerRole } from '../../contract/pilot.js';
import type { Answer } from './answers.js';
import {
  accountInvalid,
  correctionWaits,
  fourEyes,
  noCorrection,
  notOwnAccount,
  notPartner,
} from './refusals.js';
import { isDirectorate, takesPart, type KnownPilot, type PartnerAccount } from './state.js';

/** A partner, or an official for it, says where it is paid to from now on. */
interface ProposePartnerAccount {
  readonly type: 'ProposePartnerAccount';
  /** The partner. */
  readonly organisation: string;
  readonly role: PartnerRole;
  readonly account: string;
  readonly evidence: string;
  readonly proposer: string;
  /** The organisation that person acts for. */
  readonly actingFor?: string | undefined;
  /** Calendar date. */
  readonly today: string;
}

/** As long as it takes part, also of a pilot that is over, for what was paid may come back; one at a time. */
function propose(command: ProposePartnerAccount, state: KnownPilot): Answer {
  const { role, account, evidence, proposer, actingFor, today: proposedOn } = command;
  const organisation = canonicalOrganisation(command.organisation);
  const byPartner = actingFor === organisation;
  if (!byPartner && !isDirectorate(state, actingFor)) return refuse(notOwnAccount());
  if (!takesPart(state, organisation, [role])) return refuse(notPartner(organisation, role));
  if (!isAccountNumber(account)) return refuse(accountInvalid());
  if (state.accountWaiting) return refuse(correctionWaits(state.accountWaiting.number));
  return accept<PilotEvent>({
    type: 'PartnerAccountProposed',
    data: {
      pilotId: state.pilotId,
      correction: state.accountsProposed + 1,
      organisation,
      role,
      proposer,
      byPartner,
      proposedOn,
      account,
      evidence,
    },
  });
}

/** Another person holds the account for the partner's. */
interface ApprovePartnerAccount {
  readonly type: 'ApprovePartnerAccount';
  readonly correction: number;
  readonly approver: string;
  readonly grounds?: string | undefined;
}

function approve({ correction, approver, grounds }: ApprovePartnerAccount, state: KnownPilot): Answer {
  const waiting = waitingAs(correction, state);
  if (waiting === undefined) return refuse(noCorrection(correction));
  if (waiting.proposer === approver)
    return refuse(fourEyes('nobody approves the account that they proposed'));
  const { organisation, role } = waiting;
  const signed = state.contract?.signatures.some(
    (signature) => signature.organisation === organisation && signature.person === approver,
  );
  if (signed) return refuse(fourEyes('who signed for a partner does not approve its account'));
  return accept<PilotEvent>({
    type: 'PartnerAccountCorrected',
    data: { pilotId: state.pilotId, correction, organisation, role, approver, grounds },
  });
}

/** An official does not believe it, or takes back what they proposed. */
interface RejectPartnerAccount {
  readonly type: 'RejectPartnerAccount';
  readonly correction: number;
  readonly person: string;
  readonly grounds: string;
}

function reject({ correction, person, grounds }: RejectPartnerAccount, state: KnownPilot): Answer {
  const waiting = waitingAs(correction, state);
  if (waiting === undefined) return refuse(noCorrection(correction));
  const { organisation, role } = waiting;
  return accept<PilotEvent>({
    type: 'PartnerAccountRejected',
    data: { pilotId: state.pilotId, correction, organisation, role, person, grounds },
  });
}

/** Where a partner is paid to is corrected: proposed by one, approved by another. */
export const partnerAccounts = {
  ProposePartnerAccount: propose,
  ApprovePartnerAccount: approve,
  RejectPartnerAccount: reject,
};

function waitingAs(correction: number, { accountWaiting }: KnownPilot): PartnerAccount | undefined {
  return accountWaiting?.number === correction ? accountWaiting : undefined;
}
