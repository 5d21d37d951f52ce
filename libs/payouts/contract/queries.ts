import { Query } from '@nestjs/cqrs';
import type { Position } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { PossibleCommand } from '#cqrs/possible-commands.js';
import type { RecoveryBasis, RecoveryStatus } from './events.js';
import type { Settlement } from '#limitation/starts.js';
import type { GivingUpDelegation } from '#giving-up/given-up.js';

/** A payout as a case shows it. */
export interface PayoutOfCase {
  readonly id: string;
  readonly instalment: number;
  readonly dueDate: string;
  readonly amount: Money;
  /** Settled and not returned. */
  readonly paid: Money;
  readonly status: string;
  readonly attester: string | null;
  readonly approver: string | null;
  /** How often it was handed to the bank. */
  readonly attempts: number;
  readonly settledOn: string | null;
  readonly reasonCode: string | null;
  readonly revision: number;
}

/** The payouts of a case. */
export interface PayoutsOfCase {
  /** In the order they fall due. */
  readonly payouts: readonly PayoutOfCase[];
  /** An event could not be applied to them. */
  readonly incomplete: boolean;
}

/** Asks for the payouts of a case, for someone who may see the case. Answered from the ledger as of `after`. */
export class FindPayoutsOfCase extends Query<PayoutsOfCase> {
  constructor(
    readonly caseId: string,
    readonly after?: Position,
  ) {
    super();
  }
}

/** A payout as it stands; amounts in minor units. */
export interface PayoutStanding {
  readonly status: string;
  readonly amount: number;
  /** Settled and not returned. */
  readonly paid: number;
  /** What reached the payee and did not come back, by day. */
  readonly settlements: readonly Settlement[];
  /** With the bank, which may settle it at any moment. */
  readonly underWay: number;
  /** Instructions that went out or lapsed: those up to this number are over, or under way and counted. */
  readonly instructions: number;
  /** Settled in full or cancelled: nothing more is to be paid of it. */
  readonly finished: boolean;
  readonly cancelled: boolean;
  /** A person cancelled it; otherwise that followed from the case. */
  readonly byPerson: boolean;
}

/** Asks how a payout stands; undefined when there is none. Answered from the log. */
export class FindPayout extends Query<PayoutStanding | undefined> {
  constructor(readonly payoutId: string) {
    super();
  }
}

/**
 * Asks how much may be paid now of a payout by what it is paid for, in minor units; undefined where nothing bounds it.
 * Answered by those who have payouts made, from the log.
 */
export class FindPayable extends Query<number | undefined> {
  constructor(
    readonly caseId: string,
    readonly payoutId: string,
  ) {
    super();
  }
}

/**
 * Asks how much may be paid now of a payout of a pilot, in minor units; undefined where nothing bounds it, or it is none of
 * a pilot. Answered from the log.
 */
export class FindPayableOfPilot extends Query<number | undefined> {
  constructor(readonly caseId: string) {
    super();
  }
}

/**
 * Asks how much may be paid of a payout in all, in minor units, by what is reserved for its instruction; undefined where
 * nothing is. Answered by those who have payouts made, from the log.
 */
export class FindReserved extends Query<number | undefined> {
  constructor(
    readonly caseId: string,
    readonly instructionId: string,
  ) {
    super();
  }
}

/** A recovery as it stands; amounts in minor units. */
export interface RecoveryStanding {
  readonly status: RecoveryStatus;
  readonly basis: RecoveryBasis;
  /** The most that may be claimed. */
  readonly amount: number;
  /** The appeal that annulled it. */
  readonly annulledBy?: string | undefined;
  /** That appeal was against the claim itself, as far as it is on record. */
  readonly annulledItself: boolean;
  /** What appeals that upheld it in part took off. */
  readonly leftByAppeals: number;
  /** Repaid, and to be paid back by an appeal against it; what was approved to be is aside. */
  readonly owedBack: number;
  /** Paid back of what was repaid, or approved to be. */
  readonly paidBack: number;
  /** Number of the proposal to pay back that waits to be approved. */
  readonly payingBackProposed?: number | undefined;
  /** Sent back by an appeal against it: neither claimed nor left to the debtor. */
  readonly undecided: number;
  /** What of that was not kept any more, or came to be granted: left to the debtor by nobody. */
  readonly lowered: number;
  /** Of one that was sent back, what is claimed anew under another recovery. */
  readonly claimedAnew: number;
  /** 0 before it is claimed; what was paid although it was barred before is part of it. */
  readonly claimed: number;
  readonly repaid: number;
  /** Owed and counted on no more. */
  readonly writtenOff: number;
  /** Barred by limitation, also what was barred before the rest was claimed. */
  readonly barred: number;
  /** What of that was barred before a claim and comes down with what comes back; 0 where that is not on record. */
  readonly barredBeforeClaim: number;
  /** What may still be claimed, or is claimed and counted on; 0 once it has ended. */
  readonly expected: number;
  /** Claimed and not repaid, also where it is written off or barred; 0 before it is claimed and once it has ended. */
  readonly owed: number;
  /** Something may still be claimed or is to be repaid. */
  readonly open: boolean;
}

/** Asks how a recovery stands; undefined when there is none. Answered from the log. */
export class FindRecovery extends Query<RecoveryStanding | undefined> {
  constructor(readonly recoveryId: string) {
    super();
  }
}

/**
 * Asks for the delegations to give money up that a person has under a scheme on a day; undefined where it has recorded
 * none of the kind, so that the role decides. Answered by those who keep schemes, from the log.
 */
export class FindGivingUpDelegations extends Query<readonly GivingUpDelegation[] | undefined> {
  constructor(
    readonly schemeId: string,
    readonly person: string,
    /** Calendar date. */
    readonly onDate: string,
  ) {
    super();
  }
}

/** Asks who approved what a claim of a grant rests on: nobody where it is none of a grant. Answered from the log. */
export class FindDecidersOfGrant extends Query<readonly string[]> {
  constructor(
    readonly caseId: string,
    readonly recoveryId: string,
  ) {
    super();
  }
}

/** Asks who approved what a claim of a pilot rests on: nobody where it is none of a pilot. Answered from the log. */
export class FindDecidersOfPilot extends Query<readonly string[]> {
  constructor(
    readonly caseId: string,
    readonly recoveryId: string,
  ) {
    super();
  }
}

/**
 * Asks how much is owed back to the debtor in all, in minor units, beside what is payable again by what it was paid for;
 * undefined where nothing bounds it. Answered by those who have payouts made, from the log.
 */
export class FindOwedBack extends Query<number | undefined> {
  constructor(readonly caseId: string) {
    super();
  }
}

/**
 * Asks whether no decision is in force that a claim of the case could rest on, since an appeal annulled it and nobody has
 * decided anew. Answered by those who have payouts made, from the log.
 */
export class FindBasisAnnulled extends Query<boolean> {
  constructor(readonly caseId: string) {
    super();
  }
}

/** A recovery as a case shows it. */
export interface RecoveryOfCase {
  readonly id: string;
  readonly basis: RecoveryBasis;
  readonly state: string;
  /** The most that may be claimed. */
  readonly amount: Money;
  /** `null` before it is claimed. */
  readonly claimed: Money | null;
  readonly repaid: Money;
  /** Claimed and not repaid, also where it was written off. */
  readonly owed: Money;
  /** What of that is written off. */
  readonly writtenOff: Money;
  /** What is barred by limitation, also of what was never claimed. */
  readonly barred: Money;
  /** What holds of it where an appeal was upheld in part; `null` otherwise. */
  readonly upheld: Money | null;
  /** Repaid and owed to the debtor again. */
  readonly owedBack: Money;
  /** Paid back of what was repaid, or approved to be. */
  readonly paidBack: Money;
  /** Sent back by the appeal body: neither claimed nor left to the debtor. */
  readonly undecided: Money;
  readonly replyBy: string;
  readonly answered: boolean;
  /** The next day that matters; `null` when there is none. */
  readonly deadline: string | null;
  readonly overdue: boolean;
  readonly limitationDate: string | null;
  readonly revision: number;
}

/** The recoveries of a case. */
export interface RecoveriesOfCase {
  /** In the order of their deadlines. */
  readonly recoveries: readonly RecoveryOfCase[];
  /** An event could not be applied to them. */
  readonly incomplete: boolean;
}

/** Asks for the recoveries of a case, for someone who may see the case. Answered from the read model as of `after`. */
export class FindRecoveriesOfCase extends Query<RecoveriesOfCase> {
  constructor(
    readonly caseId: string,
    readonly after?: Position,
  ) {
    super();
  }
}

/** Asks for every command that may be sent on the payouts and recoveries of a case; who may send it is not judged. */
export class PossibleCommandsOfCase extends Query<readonly PossibleCommand[]> {
  constructor(
    readonly caseId: string,
    readonly after?: Position,
  ) {
    super();
  }
}
