import { accept, refuse } from '#eventsourcing/decider.js';
import { isAccountNumber } from '#money/account-number.js';
import type { AwardEvent } from '../../contract/events.js';
import { no, type Barred } from './refusals.js';
import type { Answer } from './standing.js';
import type { AcceptedAward } from './state.js';

/** The recipient, or an official for it, says where the grant is paid to from now on. */
interface ProposeAccountCorrection {
  readonly type: 'ProposeAccountCorrection';
  readonly proposer: string;
  /** The organisation that person acts for. */
  readonly organisation?: string | undefined;
  readonly account: string;
  readonly evidence: string;
  /** Calendar date. */
  readonly today: string;
  /** Why this person may not prepare it as an official. */
  readonly barred?: Barred | undefined;
}

/** In every state of an award, for what was paid may come back; one at a time, so that nobody approves another than was seen. */
function propose(command: ProposeAccountCorrection, state: AcceptedAward): Answer {
  const { proposer, organisation, account, evidence, today: proposedOn, barred } = command;
  const { awardId, recipient } = state.terms;
  const byRecipient = organisation === recipient;
  if (!byRecipient && barred) return refuse(barred);
  if (!isAccountNumber(account)) return refuse(no.account());
  if (state.accountCorrection) return refuse(no.correctionWaits(state.accountCorrection.number));
  return accept<AwardEvent>({
    type: 'AccountCorrectionProposed',
    data: {
      awardId,
      correction: state.accountCorrections + 1,
      proposer,
      byRecipient,
      proposedOn,
      account,
      evidence,
    },
  });
}

/** Another person holds the account for the recipient's. */
interface ApproveAccountCorrection {
  readonly type: 'ApproveAccountCorrection';
  readonly correction: number;
  readonly approver: string;
  readonly grounds?: string | undefined;
  readonly barred?: Barred | undefined;
}

function approve(command: ApproveAccountCorrection, state: AcceptedAward): Answer {
  const { correction, approver, grounds, barred } = command;
  if (state.accountCorrection?.number !== correction) return refuse(no.correction(correction));
  if (state.accountCorrection.proposer === approver) return refuse(no.fourEyes());
  if (barred) return refuse(barred);
  const { awardId } = state.terms;
  return accept<AwardEvent>({ type: 'AccountCorrected', data: { awardId, correction, approver, grounds } });
}

/** An official does not believe it, or takes back what they proposed. */
interface RejectAccountCorrection {
  readonly type: 'RejectAccountCorrection';
  readonly correction: number;
  readonly person: string;
  readonly grounds: string;
  readonly barred?: Barred | undefined;
}

function reject(command: RejectAccountCorrection, state: AcceptedAward): Answer {
  const { correction, person, grounds, barred } = command;
  if (state.accountCorrection?.number !== correction) return refuse(no.correction(correction));
  if (barred) return refuse(barred);
  const { awardId } = state.terms;
  return accept<AwardEvent>({
    type: 'AccountCorrectionRejected',
    data: { awardId, correction, person, grounds },
  });
}

/** Where the grant is paid to is corrected: proposed by one, approved by another. */
export const accountCorrections = {
  ProposeAccountCorrection: propose,
  ApproveAccountCorrection: approve,
  RejectAccountCorrection: reject,
};
