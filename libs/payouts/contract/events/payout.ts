import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { Personal } from '#sealing/sealed.js';
import type {
  AllocationReleased,
  MoneyReceived,
  ReceivedMoneyAllocated,
  ReceivedMoneyReturned,
} from './received.js';

/** Who is paid, and where to. */
export interface Payee {
  readonly organisation: string;
  /** Of a private person a placeholder: the name is then `person`, which is sealed. */
  readonly name: string;
  /** The private person who is paid; on record since a payout tells whose it is. */
  readonly person?: Personal<string> | undefined;
  /** Account number (BBAN) or IBAN. */
  readonly account?: Personal<string> | undefined;
}

/** What a payout is for; the same in every event that opens one. */
export interface PayoutOrder {
  readonly payoutId: string;
  /** The award, or the pilot whose settlement it is: both have the id of their case. */
  readonly awardId: string;
  readonly caseId: string;
  /** The commitment the payout draws on. */
  readonly commitmentId: string;
  readonly schemeId: string;
  /** Organisation of the directorate that pays. */
  readonly directorate: string;
  /** Number of the payout within the award or settlement. */
  readonly instalment: number;
  /** Calendar date. */
  readonly dueDate: string;
  /** Budget year it is charged to. */
  readonly budgetYear: number;
  readonly budgetChapter: string;
  readonly budgetPost: string;
  readonly amount: Money;
  readonly payee: Payee;
  /** Pseudonym of the private person who is paid, names the key that seals the name. */
  readonly personRef?: string | undefined;
  /** Number of the correction that gave the payee's account; the account it applied or joined with when left out. */
  readonly accountCorrection?: number | undefined;
  /** Persons who acted for the payee in the case: they may neither attest nor approve. */
  readonly excluded?: readonly string[] | undefined;
}

/** An instalment was released: a payout is due. */
export type PayoutOpened = DomainEvent<'PayoutOpened', PayoutOrder>;

/** The attester (attestant) confirmed that the payout may go. */
export type PayoutAttested = DomainEvent<
  'PayoutAttested',
  { readonly payoutId: string; readonly attester: string; readonly note?: Personal<string> | undefined }
>;

/** Another person with budget authority (BDM) approved the payout. */
export type PayoutApproved = DomainEvent<
  'PayoutApproved',
  { readonly payoutId: string; readonly approver: string; readonly note?: Personal<string> | undefined }
>;

/** What was still to be paid was handed to the finance system; each attempt has an instruction id of its own. */
export type PayoutInstructed = DomainEvent<
  'PayoutInstructed',
  {
    readonly payoutId: string;
    readonly instructionId: string;
    readonly attempt: number;
    readonly amount: Money;
    /** Calendar date; on record only since it bounds when the bank can have settled. */
    readonly instructedOn?: string | undefined;
  }
>;

/**
 * An instruction that was reserved on what is paid for had not gone out when less came to be payable there: under its id
 * nothing is handed over any more. The next one is reserved anew.
 */
export type InstructionLapsed = DomainEvent<
  'InstructionLapsed',
  { readonly payoutId: string; readonly instructionId: string }
>;

/** The finance system took the instruction. */
export type PayoutAcknowledged = DomainEvent<
  'PayoutAcknowledged',
  { readonly payoutId: string; readonly instructionId: string }
>;

/** Money that reached the payee, or came back from there. */
interface Movement {
  readonly payoutId: string;
  readonly schemeId: string;
  /** The budget year it counts in: that of the day it was settled or came back; of events without `commitmentId` the payout's. */
  readonly budgetYear: number;
  /** The commitment it draws on; on record since money counts in the year in which it is settled. */
  readonly commitmentId?: string | undefined;
  readonly instructionId: string;
  readonly amount: Money;
  readonly bankReference: Personal<string>;
  /** Keyed digest of the bank's reference among those of the payout, which is sealed itself; on record since it tells two movements apart. */
  readonly referenceDigest?: string | undefined;
}

/** Money that reached the payee. */
interface Settlement extends Movement {
  /** What of it the commitment held for other years, minor units. */
  readonly movedFrom?: readonly YearPart[] | undefined;
}

/** Minor units of one budget year. */
export interface YearPart {
  readonly year: number;
  readonly amount: number;
}

/** A rest of an attempt that was held for given up, and was paid after all. */
interface Late {
  /** It ends no attempt, and stays with what became of the payout since. */
  readonly late?: true | undefined;
}

/** The finance system reports a part of the payout as paid; `amount` is this part. */
export type PayoutPartiallySettled = DomainEvent<
  'PayoutPartiallySettled',
  Settlement & {
    /** What the bank may still pay; on record since an instruction ends with the last of it alone. */
    readonly underWay?: Money | undefined;
    /** Calendar date on which the bank settled. */
    readonly settledOn: string;
  } & Late
>;

/** The finance system reports what was left as paid: `amount` is this last part, all of it where it is the only one. */
export type PayoutSettled = DomainEvent<
  'PayoutSettled',
  Settlement & {
    /** Calendar date on which the bank settled. */
    readonly settledOn: string;
  } & Late
>;

/** The finance system reports that an attempt failed; what it settled before stays settled. */
export type PayoutFailed = DomainEvent<
  'PayoutFailed',
  {
    readonly payoutId: string;
    readonly instructionId: string;
    readonly reasonCode: string;
    readonly reason?: Personal<string> | undefined;
  }
>;

/** The bank sent settled money back: it no longer counts as settled. */
export type PayoutReturned = DomainEvent<
  'PayoutReturned',
  Movement & {
    /** What the bank may still pay; on record since what comes back does not end the instruction under way. */
    readonly underWay?: Money | undefined;
    /** Calendar date on which the money came back. */
    readonly returnedOn: string;
    readonly reasonCode: string;
    readonly reason?: Personal<string> | undefined;
  }
>;

/** What was not paid of the payout will not be paid; once more where the bank sends back what was paid before. */
export type PayoutCancelled = DomainEvent<
  'PayoutCancelled',
  {
    readonly payoutId: string;
    readonly awardId: string;
    readonly schemeId: string;
    readonly budgetYear: number;
    /** The commitment it drew on, where that holds what was not paid for other years. */
    readonly commitmentId?: string | undefined;
    /** What of it the commitment held for other years, in which it came back. */
    readonly movedFrom?: readonly YearPart[] | undefined;
    readonly instalment: number;
    /** What was not paid. */
    readonly amount: Money;
    /** What was paid before and has not come back. */
    readonly paid: Money;
    /** Calendar date on which the bank sent back what was paid before a person cancelled it: a person plans it anew, or not. On record since the queue asks. */
    readonly returnedOn?: string | undefined;
    /** Who cancelled it; none where it follows from the case. */
    readonly person?: string | undefined;
    readonly grounds: Personal<string>;
  }
>;

/**
 * The payee's account was corrected. What is not with the bank goes there once it is attested and approved anew; what is
 * with the bank goes where it was sent, and to the corrected account if it fails or comes back.
 */
export type PayoutAccountCorrected = DomainEvent<
  'PayoutAccountCorrected',
  {
    readonly payoutId: string;
    /** What the bank may still pay to the account of before; on record since what came back after all was paid goes to the other one. */
    readonly underWay?: Money | undefined;
    /** Number of the correction in the stream of who is paid. */
    readonly correction: number;
    /** Account number (BBAN) or IBAN. */
    readonly account: Personal<string>;
    /** Persons who acted for the payee in the case: they may neither attest nor approve. */
    readonly excluded?: readonly string[] | undefined;
  }
>;

/** What happens to a payout. */
export type PayoutEvent =
  | PayoutOpened
  | PayoutAttested
  | PayoutApproved
  | PayoutInstructed
  | InstructionLapsed
  | PayoutAcknowledged
  | PayoutPartiallySettled
  | PayoutSettled
  | PayoutFailed
  | PayoutReturned
  | PayoutCancelled
  | PayoutAccountCorrected
  | MoneyReceived
  | ReceivedMoneyAllocated
  | AllocationReleased
  | ReceivedMoneyReturned;

/** Category of the payouts' streams. */
export const payoutStream = (payoutId: string): string => `payout-${payoutId}`;

/** The payouts' event types and their personal fields. */
export const payoutLifecycleEvents = {
  PayoutOpened: { schemaVersion: 1, personal: { 'payee.person': 'person', 'payee.account': 'case' } },
  PayoutAttested: { schemaVersion: 1, personal: { note: 'case' } },
  PayoutApproved: { schemaVersion: 1, personal: { note: 'case' } },
  PayoutInstructed: { schemaVersion: 1 },
  InstructionLapsed: { schemaVersion: 1 },
  PayoutAcknowledged: { schemaVersion: 1 },
  PayoutPartiallySettled: { schemaVersion: 1, personal: { bankReference: 'case' } },
  PayoutSettled: { schemaVersion: 1, personal: { bankReference: 'case' } },
  PayoutFailed: { schemaVersion: 1, personal: { reason: 'case' } },
  PayoutReturned: { schemaVersion: 1, personal: { bankReference: 'case', reason: 'case' } },
  PayoutCancelled: { schemaVersion: 1, personal: { grounds: 'case' } },
  PayoutAccountCorrected: { schemaVersion: 1, personal: { account: 'case' } },
  MoneyReceived: { schemaVersion: 1, personal: { bankReference: 'case', payer: 'case' } },
  ReceivedMoneyAllocated: { schemaVersion: 1 },
  AllocationReleased: { schemaVersion: 1 },
  ReceivedMoneyReturned: { schemaVersion: 1, personal: { bankReference: 'case', grounds: 'case' } },
} satisfies Record<PayoutEvent['type'], EventTypeDefinition>;
