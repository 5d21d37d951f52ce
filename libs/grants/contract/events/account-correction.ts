import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Personal } from '#sealing/sealed.js';

/** The recipient, or an official for it, says that the grant is paid to another account from now on. */
export type AccountCorrectionProposed = DomainEvent<
  'AccountCorrectionProposed',
  {
    readonly awardId: string;
    readonly correction: number;
    readonly proposer: string;
    /** Whether that was somebody of the recipient. */
    readonly byRecipient: boolean;
    /** Calendar date. */
    readonly proposedOn: string;
    /** Account number (BBAN) or IBAN. */
    readonly account: Personal<string>;
    /** What shows that the account is the recipient's. */
    readonly evidence: Personal<string>;
  }
>;

/** Another person found the account to be the recipient's: what is not with the bank goes there. */
export type AccountCorrected = DomainEvent<
  'AccountCorrected',
  {
    readonly awardId: string;
    readonly correction: number;
    readonly approver: string;
    readonly grounds?: Personal<string> | undefined;
  }
>;

/** A corrected account was not believed, or not wanted any more: payouts go where they went. */
export type AccountCorrectionRejected = DomainEvent<
  'AccountCorrectionRejected',
  {
    readonly awardId: string;
    readonly correction: number;
    readonly person: string;
    readonly grounds: Personal<string>;
  }
>;

/** What happens to an account that is corrected. */
export type AccountCorrectionEvent = AccountCorrectionProposed | AccountCorrected | AccountCorrectionRejected;

/** Their event types and personal fields. */
export const accountCorrectionEvents = {
  AccountCorrectionProposed: { schemaVersion: 1, personal: { account: 'case', evidence: 'case' } },
  AccountCorrected: { schemaVersion: 1, personal: { grounds: 'case' } },
  AccountCorrectionRejected: { schemaVersion: 1, personal: { grounds: 'case' } },
} satisfies Record<AccountCorrectionEvent['type'], EventTypeDefinition>;
