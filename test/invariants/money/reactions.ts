import type { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Appeals } from '#grants/application/appeals/appeals.js';
import type { Applications } from '#grants/application/applications/applications.js';
import type { RegulationsOfCases } from '#grants/application/applications/regulations-of-cases.js';
import type { Awards } from '#grants/application/awards/awards.js';
import { FurtherMoney } from '#grants/application/awards/further-money.js';
import { LevelAwardHandler } from '#grants/application/awards/level-award.js';
import { MoneyOfAward } from '#grants/application/awards/money-of-award.js';
import type { Payees } from '#grants/application/awards/payees.js';
import { Payments } from '#grants/application/awards/payments.js';
import type { AidOfGrants } from '#grants/application/decisions/aid-of-grants.js';
import { AnnulClaims } from '#grants/application/processes/annul-claims.js';
import { ClaimDueBack } from '#grants/application/processes/claim-due-back.js';
import { CountUnspent } from '#grants/application/processes/count-unspent.js';
import { FitCommitments } from '#grants/application/processes/fit-commitments.js';
import { FollowCancelledPayouts } from '#grants/application/processes/follow-cancelled-payouts.js';
import { LevelAwards } from '#grants/application/processes/level-awards.js';
import { OpenPayouts } from '#grants/application/processes/open-payouts.js';
import { StopPayouts } from '#grants/application/processes/stop-payouts.js';
import type { CountedReport, ReportsOfAwards } from '#grants/application/reports/reports-of-awards.js';
import type { Schemes } from '#grants/application/schemes/schemes.js';
import { offer } from '#grants/domain/award/testing/offer.js';
import type { Reaction } from '#processes/reaction.js';

/** The appeal of the walks that is against a claim; every other one is against what the claim rests on. */
export const AGAINST_CLAIM = 'appeal-against-a-claim';

/** What the reactions of a walk read and send to. */
interface Around {
  readonly awards: Awards;
  readonly commands: CommandBus;
  readonly queries: QueryBus;
  readonly reported: () => Promise<readonly CountedReport[]>;
}

/** The program's own reactions to what moves the money of an award, and the levelling they send for. */
export function reactionsOf({ awards, commands, queries, reported }: Around): {
  readonly level: LevelAwardHandler;
  readonly reactions: readonly Reaction[];
} {
  const appeals = {
    find: (id: string) =>
      Promise.resolve({
        status: 'decided',
        submission: { against: { kind: id === AGAINST_CLAIM ? 'recovery' : 'revocation' } },
      }),
  } as unknown as Appeals;
  const none = { find: () => Promise.resolve({ status: 'none' }) } as unknown as Applications;
  const aid = { record: () => Promise.resolve(undefined) } as unknown as AidOfGrants;
  const payees = {
    of: () => Promise.resolve({ payee: { organisation: offer.recipient, name: 'V' }, excluded: [] }),
  } as unknown as Payees;
  const regulations = {
    of: () => Promise.resolve({ limitation: { years: 3 } }),
  } as unknown as RegulationsOfCases;
  const schemes = { find: () => Promise.resolve({ status: 'open' }) } as unknown as Schemes;
  const money = new MoneyOfAward(queries, appeals);
  const level = new LevelAwardHandler(awards, money, new FurtherMoney(awards, none, aid, commands));
  const reactions = [
    new OpenPayouts(commands, payees, schemes),
    new CountUnspent(
      awards,
      new Payments(queries),
      { countedOf: reported } as unknown as ReportsOfAwards,
      commands,
    ),
    new LevelAwards(awards, money, commands),
    new ClaimDueBack(awards, payees, regulations, commands),
    new FollowCancelledPayouts(awards, commands),
    new StopPayouts(awards, commands),
    new AnnulClaims(awards, commands),
    new FitCommitments(awards, commands),
  ];
  return { level, reactions };
}
