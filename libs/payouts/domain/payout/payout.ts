import { List } from 'immutable';
import { dayOf } from '#eventsourcing/days.js';
import { accept, answer, refuse, type CommandOf, type Decider } from '#eventsourcing/decider.js';
import { Keyed } from '#eventsourcing/keyed.js';
import { markOf } from '#money/references.js';
import { sameOrganisation } from '#organisations/organisation-number.js';
import type { PayoutEvent, PayoutOrder } from '../../contract/events.js';
import { standingAfter } from '../../contract/standing.js';
import { correctAccount } from './account.js';
import { banking } from './bank.js';
import { cancelling } from './cancelling.js';
import { lapsing } from './lapsing.js';
import { moved } from './movements.js';
import { receiving } from './received.js';
import {
  approvedByAttester,
  inState,
  payeeRepresentative,
  unknownPayout,
  type Answer,
  type Held,
  type PayoutRefusal,
} from './refusals.js';
import type { Attempt, KnownPayout, Payout, Received } from './state.js';

const NOTHING_RECEIVED = Keyed.by((received: Received) => received.receivedId);
const NO_ATTEMPTS = Keyed.by((attempt: Attempt) => attempt.instructionId);

/** An instalment was released. */
interface OpenPayout {
  readonly type: 'OpenPayout';
  readonly order: PayoutOrder;
}

/** An attester confirms that the payout may go. */
interface AttestPayout {
  readonly type: 'AttestPayout';
  readonly attester: string;
  /** That of the acting person. */
  readonly organisation?: string | undefined;
  readonly note?: string | undefined;
  /** Whether the attestation on record is one of somebody with a conflict of interest, and does not count. */
  readonly anew?: boolean | undefined;
  /** Why nothing is paid in the case for now. */
  readonly held?: Held | undefined;
}

function attest({ attester, organisation, note, anew, held }: AttestPayout, state: KnownPayout): Answer {
  if (actsForPayee(attester, organisation, state)) return refuse(payeeRepresentative());
  if (state.status !== 'due' && !(state.status === 'attested' && anew)) return refuse(inState(state, 'due'));
  if (held) return refuse(held);
  const { payoutId } = state.order;
  return accept<PayoutEvent>({ type: 'PayoutAttested', data: { payoutId, attester, note } });
}

/** A decision-maker approves what another person attested. */
interface ApprovePayout {
  readonly type: 'ApprovePayout';
  readonly approver: string;
  /** That of the acting person. */
  readonly organisation?: string | undefined;
  readonly note?: string | undefined;
  /** Why nothing is paid in the case for now. */
  readonly held?: Held | undefined;
}

function approve({ approver, organisation, note, held }: ApprovePayout, state: KnownPayout): Answer {
  if (actsForPayee(approver, organisation, state)) return refuse(payeeRepresentative());
  if (state.status !== 'attested') return refuse(inState(state, 'attested'));
  if (state.attester === approver) return refuse(approvedByAttester());
  if (held) return refuse(held);
  const { payoutId } = state.order;
  return accept<PayoutEvent>({ type: 'PayoutApproved', data: { payoutId, approver, note } });
}

/** What a payout answers once it is opened. */
const OPENED = {
  AttestPayout: attest,
  ApprovePayout: approve,
  ...banking,
  ...lapsing,
  ...cancelling,
  CorrectPayoutAccount: correctAccount,
  ...receiving,
};

/** What a payout can be asked to do. */
export type PayoutCommand = OpenPayout | CommandOf<typeof OPENED>;

/**
 * A payout: attested by one person, approved by another, handed to the bank as often as it takes. What is settled and
 * did not come back never exceeds its amount.
 */
export const payout: Decider<Payout, PayoutCommand, PayoutEvent, PayoutRefusal> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'OpenPayout')
      return state.status === 'none'
        ? accept<PayoutEvent>({ type: 'PayoutOpened', data: command.order })
        : accept<PayoutEvent>();
    return state.status === 'none' ? refuse(unknownPayout()) : answer(OPENED, command, state);
  },

  evolve(state, event) {
    if (event.type === 'PayoutOpened') {
      const { accountCorrection = 0 } = event.data;
      return {
        status: 'due',
        accountCorrected: false,
        order: event.data,
        accountCorrection,
        attempts: NO_ATTEMPTS,
        movements: List(),
        received: NOTHING_RECEIVED,
      };
    }
    if (state.status === 'none') return state;
    const { status, accountCorrected } = standingAfter(state, event);
    return { ...recorded(state, event), status, accountCorrected };
  },
};

/** What an event says beside where the payout stands after it. */
function recorded(state: KnownPayout, event: Exclude<PayoutEvent, { type: 'PayoutOpened' }>): KnownPayout {
  switch (event.type) {
    case 'PayoutAttested':
      return { ...state, attester: event.data.attester };
    case 'PayoutApproved':
      return { ...state, approver: event.data.approver };
    case 'PayoutInstructed': {
      const { instructionId, amount } = event.data;
      const instructedOn = dayOf(event, event.data.instructedOn);
      const attempt = { instructionId, amount: amount.amount, settled: 0, returned: 0, instructedOn };
      return { ...state, attempts: state.attempts.with(attempt) };
    }
    case 'InstructionLapsed':
      return { ...state, lapsed: (state.lapsed ?? 0) + 1 };
    case 'PayoutPartiallySettled':
    case 'PayoutSettled':
    case 'PayoutReturned':
      return moved(state, event);
    case 'PayoutAccountCorrected': {
      const { correction: accountCorrection, excluded = state.order.excluded } = event.data;
      return { ...state, order: { ...state.order, excluded }, accountCorrection };
    }
    case 'MoneyReceived': {
      const { receivedId, amount, receivedOn, bankReference, referenceDigest } = event.data;
      const reference = markOf(referenceDigest, bankReference);
      const one = { receivedId, amount: amount.amount, receivedOn, reference, left: amount.amount };
      return { ...state, received: state.received.with({ ...one, allocations: List() }) };
    }
    case 'ReceivedMoneyAllocated': {
      const { receivedId, amount, left } = event.data;
      const received = state.received.changed(receivedId, (each) => ({
        ...each,
        left: left.amount,
        allocations: each.allocations.push(amount.amount),
      }));
      return { ...state, received };
    }
    case 'AllocationReleased': {
      const { receivedId, allocation, left } = event.data;
      const received = state.received.changed(receivedId, (each) => ({
        ...each,
        left: left.amount,
        allocations: each.allocations.set(allocation - 1, 0),
      }));
      return { ...state, received };
    }
    case 'ReceivedMoneyReturned': {
      const received = state.received.changed(event.data.receivedId, (each) => ({ ...each, left: 0 }));
      return { ...state, received };
    }
    case 'PayoutCancelled': {
      const { person, returnedOn } = event.data;
      if (returnedOn !== undefined) return { ...state, cameBack: true };
      if (person === undefined) return state;
      return { ...state, cancelledBy: person, ...(state.cameBack ? { cameBack: false } : {}) };
    }
    case 'PayoutAcknowledged':
    case 'PayoutFailed':
      return state;
  }
}

function actsForPayee(person: string, organisation: string | undefined, { order }: KnownPayout): boolean {
  if (order.excluded?.includes(person)) return true;
  return sameOrganisation(organisation, order.payee.organisation);
}
