import { accept, refuse } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { PilotEvent } from '../../contract/events.js';
import type { OutcomeContract, PartnerRole } from '../../contract/pilot.js';
import { beforeAgreement, type Acting, type Answer } from './answers.js';
import { contractFaults } from './contract-faults.js';
import { contractInvalid, fourEyes, inState, partnerMissing } from './refusals.js';
import { isDirectorate, partiesOf, type ContractState, type KnownPilot } from './state.js';

const NEEDED: readonly PartnerRole[] = ['municipality', 'service-provider', 'evaluator', 'validator'];

interface DraftContract {
  readonly type: 'DraftContract';
  /** As a client sent it: it is read here. */
  readonly contract: OutcomeContract;
  readonly digest: string;
  readonly person: string;
}

/** A contract that contradicts itself or the framework is refused before anyone signs. */
function draft({ contract, digest, person }: DraftContract, state: KnownPilot): Answer {
  const missing = NEEDED.filter((role) => !state.partners.some((partner) => partner.role === role));
  if (missing.length > 0) return refuse(partnerMissing(missing));
  const faults = contractFaults(contract, state);
  if (faults.length > 0) return refuse(contractInvalid(faults));
  const { pilotId } = state;
  return accept<PilotEvent>({
    type: 'ContractDrafted',
    data: { pilotId, draft: state.drafts + 1, contract, digest, draftedBy: person },
  });
}

interface SignContract extends Acting {
  readonly type: 'SignContract';
  /** What the person has seen and signs. */
  readonly digest: string;
  /** The commitment that was reserved, where this signature is the last one. */
  readonly reservationId: string;
}

/**
 * The parties sign first, the directorates after them: so the last signature, which binds the state's money, is never a
 * party's. Each organisation signs once, and nobody signs for two.
 */
function sign(command: SignContract, state: KnownPilot): Answer {
  const { person, organisation, digest, reservationId } = command;
  const { contract, pilotId, schemeId, currency } = state;
  if (state.status !== 'contract-drafted' || contract === undefined)
    return refuse(inState(state, 'contract-drafted'));
  const asDirectorate = isDirectorate(state, organisation);
  const parties = partiesOf(state);
  if (organisation === undefined || !(asDirectorate || parties.includes(organisation)))
    return refuse(
      refusal('forbidden', 'not-a-party', 'only parties to the contract and its directorates sign it'),
    );
  if (digest !== contract.digest)
    return refuse(
      refusal('conflict', 'other-contract', 'this is not the contract that was drafted last', {
        digest: contract.digest,
      }),
    );
  if (contract.signatures.some((signature) => signature.organisation === organisation))
    return refuse(
      refusal('conflict', 'already-signed', `${organisation} has signed this contract; the others must`),
    );
  if (contract.signatures.some((signature) => signature.person === person))
    return refuse(fourEyes('nobody signs for two'));
  if (asDirectorate && contract.draftedBy === person)
    return refuse(fourEyes('who drafted the contract does not sign it for a directorate'));
  if (asDirectorate && unsigned(parties, contract).length > 0)
    return refuse(
      refusal('conflict', 'parties-first', 'the directorates sign when all parties have', {
        missing: unsigned(parties, contract),
      }),
    );
  const signed: PilotEvent = {
    type: 'ContractSigned',
    data: {
      pilotId,
      draft: contract.draft,
      digest,
      organisation,
      capacity: asDirectorate ? 'directorate' : 'party',
      signedBy: person,
    },
  };
  if (!completes(organisation, state)) return accept<PilotEvent>(signed);
  if (state.abandoned.includes(reservationId))
    return refuse(
      refusal('conflict', 'reservation-abandoned', 'the reservation was given up; sign once more'),
    );
  return accept<PilotEvent>(signed, {
    type: 'ContractAgreed',
    data: {
      pilotId,
      draft: contract.draft,
      digest,
      schemeId,
      currency,
      reservationId,
      liability: contract.contract.liability,
    },
  });
}

/** Whether nobody but this organisation still has to sign. */
export function completes(organisation: string | undefined, state: KnownPilot): boolean {
  const { contract, directorates } = state;
  if (state.status !== 'contract-drafted' || contract === undefined) return false;
  const left = unsigned([...partiesOf(state), ...directorates], contract);
  return left.length === 1 && left[0] === organisation;
}

/** Money was reserved, and the last signature did not come: nobody may stand on the reservation any more. */
interface AbandonLiability {
  readonly type: 'AbandonLiability';
  readonly reservationId: string;
  readonly grounds: string;
}

function abandon({ reservationId, grounds }: AbandonLiability, state: KnownPilot): Answer {
  if (state.contract?.reservationId === reservationId)
    return refuse(refusal('conflict', 'reservation-in-use', 'the contract stands on this reservation'));
  if (state.abandoned.includes(reservationId)) return accept<PilotEvent>();
  const { pilotId, schemeId } = state;
  return accept<PilotEvent>({
    type: 'LiabilityAbandoned',
    data: { pilotId, reservationId, schemeId, grounds },
  });
}

/** A contract is drafted, signed, and binds the state. */
export const contracts = {
  DraftContract: beforeAgreement(draft),
  SignContract: sign,
  AbandonLiability: abandon,
};

function unsigned(organisations: readonly string[], { signatures }: ContractState): string[] {
  return organisations.filter((each) => !signatures.some(({ organisation }) => organisation === each));
}
