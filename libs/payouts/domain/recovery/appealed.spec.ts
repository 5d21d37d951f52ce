import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { recovery } from './recovery.js';
import { commands } from './testing/commands.js';
import { fresh } from './testing/giving-up.js';
import { nok } from './testing/order.js';
import { named } from './testing/references.js';
import { after, samples } from './testing/samples.js';

const { given } = specification(recovery);
const { states } = samples;
const claimed = [commands.OpenRecovery, commands.ProposeClaim, commands.ApproveClaim] as const;
const repay = { ...commands.RecordRepayment, ...named('IN-2') };
const WAIVE = { ...commands.ProposeGivingUp, form: 'waive' } as const;

describe('a claim that an appeal annulled', () => {
  it('says what is owed to the debtor again', () => {
    given(...states['repaid in part'])
      .when({ type: 'AnnulClaim', appealId: 'k1' })
      .then({
        type: 'ClaimAnnulled',
        data: {
          recoveryId: 'v1',
          awardId: 'a1',
          appealId: 'k1',
          supersedes: true,
          amount: nok(30_000),
          repaid: nok(10_000),
        },
      });
  });
});

describe('a claim that an appeal upheld in part', () => {
  const uphold = { type: 'UpholdClaimInPart', appealId: 'k1', by: 'appeal', amount: 12_000 } as const;
  const upheld = (less: number, owedBack = 0, amount: number = uphold.amount) =>
    ({
      type: 'ClaimPartlyUpheld',
      data: {
        recoveryId: 'v1',
        awardId: 'a1',
        appealId: 'k1',
        by: 'appeal',
        amount: nok(amount),
        less: nok(less),
        owedBack: nok(owedBack),
        ...(owedBack > 0 ? { toPayBack: true as const } : {}),
      },
    }) as const;
  const settled = (amount: number) =>
    ({ type: 'RecoverySettled', data: { recoveryId: 'v1', awardId: 'a1', amount: nok(amount) } }) as const;

  it('comes down to what holds, the last instalments first, and nothing of the rest counts as given up by the agency', () => {
    given(...states['in instalments'])
      .when(uphold)
      .then(upheld(18_000));
    expect(fold(recovery, [...states['in instalments'], upheld(18_000)])).toMatchObject({
      status: 'in-instalments',
      claimed: 12_000,
      plan: [
        { dueOn: '2026-08-01', amount: 10_000 },
        { dueOn: '2026-09-01', amount: 2_000 },
      ],
    });
    // The delegation of the second one covers all that is waived, and no more than that.
    const judged = { ...fresh, delegations: [{ delegationId: 'd1', upTo: 12_000 }] };
    given(...after(...claimed, uphold, { ...WAIVE, amount: nok(12_000) }))
      .when({ type: 'ApproveGivingUp', judge: judged })
      .thenTypes('ClaimWaived');
  });

  it('never below what was repaid: that ends it, and what was repaid beyond is owed to the debtor again', () => {
    given(...states['repaid in part'])
      .when({ ...uphold, amount: 10_000 })
      .then(upheld(20_000, 0, 10_000), settled(10_000));
    given(...states['repaid in part'])
      .when({ ...uphold, amount: 4_000 })
      .then(upheld(20_000, 6_000, 4_000), settled(10_000));
    given(...states.settled)
      .when(uphold)
      .then(upheld(0, 18_000));
  });

  it('stays written off where it was, for less', () => {
    expect(fold(recovery, [...states['written off'], upheld(18_000)])).toMatchObject({
      status: 'written-off',
      claimed: 12_000,
    });
    given(...states['written off'], upheld(18_000))
      .when({ ...repay, amount: nok(12_000) })
      .thenTypes('RepaymentReceived', 'RecoverySettled');
  });

  it('is for no more than is claimed by then, and says so once', () => {
    given(...states['waived in part'])
      .when({ ...uphold, amount: 25_000 })
      .then(upheld(0, 0, 20_000));
    given(...states.claimed, upheld(18_000))
      .when(uphold)
      .then();
  });
});

describe('a claim in which somebody with a conflict had a part', () => {
  const flagged = [...claimed, commands.RecordRepayment, commands.FlagClaim] as const;

  it('takes what is repaid, and is late for no day until it is upheld', () => {
    given(...after(...flagged))
      .when({ ...repay, amount: nok(20_000) })
      .thenTypes('RepaymentReceived', 'RecoverySettled');
    given(...after(...flagged))
      .when(commands.ReportOverdueClaim)
      .then();
    given(...after(...flagged, commands.UpholdFlaggedClaim))
      .when(commands.ReportOverdueClaim)
      .thenTypes('ClaimBecameOverdue');
  });

  it('is sent back where it is taken again: what was repaid is owed back, the rest is to be decided', () => {
    const retaken = { type: 'AnnulClaim', retaken: 1 } as const;
    const state = fold(recovery, after(...flagged, retaken));
    expect(state).toMatchObject({
      status: 'annulled',
      fallen: { owedBack: 10_000, undecided: 20_000, sentBack: true, followed: true, itself: true },
    });
    expect(state).not.toHaveProperty('flagged');
    given(...after(...flagged, retaken))
      .when(commands.ClaimAnew)
      .thenTypes('ClaimRenewed');
  });
});
