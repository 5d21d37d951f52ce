import { Injectable } from '@nestjs/common';
import { QueryBus, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  FindBasisAnnulled,
  FindOwedBack,
  FindPayable,
  FindPayout,
  FindRecovery,
  FindReserved,
  type RecoveryStanding,
} from '#payouts/contract/queries.js';
import { fallenOf } from '../../domain/award/fallen-claims.js';
import { recoveriesOf } from '../../domain/award/recoveries.js';
import {
  payableOf,
  type ClaimStanding,
  type MoneyStanding,
  type PaymentStanding,
} from '../../domain/award/standing-of-money.js';
import { wasAccepted, type AcceptedAward } from '../../domain/award/state.js';
import { Appeals } from '../appeals/appeals.js';
import { Applications } from '../applications/applications.js';
import { Awards } from './awards.js';

/** How payouts and claims of an award stand, as their own streams tell. */
@Injectable()
export class MoneyOfAward {
  constructor(
    private readonly queries: QueryBus,
    private readonly appeals: Appeals,
  ) {}

  /** As it stands now; a claim is read as a whole, so what moves from owed to repaid meanwhile counts once. */
  async of(state: AcceptedAward): Promise<MoneyStanding> {
    const claims: ClaimStanding[] = [];
    for (const recoveryId of recoveriesOf(state)) {
      const found = await this.queries.execute(new FindRecovery(recoveryId));
      if (found) claims.push(await this.claimOf(recoveryId, found));
    }
    const payments = new Map<string, PaymentStanding>();
    for (const { payoutId } of state.released) {
      const found = await this.queries.execute(new FindPayout(payoutId));
      if (found) payments.set(payoutId, { ...found, opened: true });
    }
    return { payments, claims };
  }

  private async claimOf(recoveryId: string, standing: RecoveryStanding): Promise<ClaimStanding> {
    const { status, basis, amount, claimed, barred, expected: owed, leftByAppeals, paidBack } = standing;
    const repaid = standing.repaid - paidBack;
    const isClaimed = status !== 'forewarned' && status !== 'proposed';
    const writtenOff = standing.writtenOff + barred;
    // What was annulled with the decision it rested on is nobody's loss; what appeals found not to be owed is left to the debtor.
    const against = standing.annulledItself || (await this.isAgainstClaim(standing.annulledBy));
    const fell = status === 'annulled' && !against;
    const givenUp = fell
      ? leftByAppeals
      : Math.max(0, amount - repaid - owed - writtenOff - standing.claimedAnew - standing.lowered);
    const { barredBeforeClaim } = standing;
    const inAll = isClaimed ? claimed + barredBeforeClaim : amount;
    const stillOwed = (isClaimed ? standing.owed - owed : 0) + barredBeforeClaim;
    // What was repaid on one that fell with the decision it rested on, the plan pays again.
    const { undecided } = standing;
    const owedBack = fell ? 0 : standing.owedBack;
    return {
      recoveryId,
      basis,
      approved: isClaimed,
      repaid,
      owed,
      givenUp,
      ...(undecided > 0 ? { undecided } : {}),
      ...(owedBack > 0 ? { owedBack, payingBackProposed: standing.payingBackProposed } : {}),
      writtenOff,
      stillOwed,
      inAll,
    };
  }

  private async isAgainstClaim(appealId: string | undefined): Promise<boolean> {
    if (appealId === undefined) return false;
    const appeal = await this.appeals.find(appealId);
    return appeal.status !== 'none' && appeal.submission.against.kind === 'recovery';
  }
}

/** What may be paid of a payout of an award; what is paid for something else is not bounded here. */
@QueryHandler(FindPayable)
export class FindPayableHandler implements IQueryHandler<FindPayable> {
  constructor(
    private readonly awards: Awards,
    private readonly money: MoneyOfAward,
  ) {}

  async execute({ caseId, payoutId }: FindPayable) {
    const state = await this.awards.find(caseId);
    return wasAccepted(state) ? payableOf(state, payoutId, await this.money.of(state)) : undefined;
  }
}

/** What is reserved for an instruction of a payout of an award. */
@QueryHandler(FindReserved)
export class FindReservedHandler implements IQueryHandler<FindReserved> {
  constructor(private readonly awards: Awards) {}

  async execute({ caseId, instructionId }: FindReserved) {
    const state = await this.awards.find(caseId);
    if (!wasAccepted(state)) return undefined;
    return state.instructions?.find((each) => each.instructionId === instructionId)?.inAll;
  }
}

/** What is to be paid back of claims of an award that fell; what is claimed of something else is not bounded here. */
@QueryHandler(FindOwedBack)
export class FindOwedBackHandler implements IQueryHandler<FindOwedBack> {
  constructor(
    private readonly awards: Awards,
    private readonly money: MoneyOfAward,
  ) {}

  async execute({ caseId }: FindOwedBack) {
    const state = await this.awards.find(caseId);
    return wasAccepted(state) ? fallenOf(state, await this.money.of(state)).owedBack : undefined;
  }
}

/** Whether a claim of an award has to wait, since the decision that the award stands on, or ended by, was annulled. */
@QueryHandler(FindBasisAnnulled)
export class FindBasisAnnulledHandler implements IQueryHandler<FindBasisAnnulled> {
  constructor(
    private readonly awards: Awards,
    private readonly applications: Applications,
  ) {}

  async execute({ caseId }: FindBasisAnnulled) {
    const state = await this.awards.find(caseId);
    const application = await this.applications.find(caseId);
    if (!wasAccepted(state) || application.status === 'none' || application.status === 'withdrawn')
      return false;
    const decision = application.decisions.get(state.endedBy ?? state.terms.decision);
    return state.suspendedBy !== undefined || decision?.standing === 'annulled';
  }
}
