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
const { ProposePayingBack, ApprovePayingBack, RecordPaidBack } = commands;

describe('what was repaid on a claim that an appeal annulled', () => {
  const annulled = states['annulled after a repayment'];

  it('is paid back: proposed by one, approved by another, with day and reference of the bank', () => {
    given(...annulled)
      .when(ProposePayingBack)
      .then({
        type: 'PayingBackProposed',
        data: {
          recoveryId: 'v1',
          payingBack: 1,
          proposer: 'dina',
          amount: nok(10_000),
          grounds: 'It was annulled.',
        },
      });
    const proposed = states['paying back proposed'];
    given(...proposed)
      .when({ ...ApprovePayingBack, approver: 'dina' })
      .refused('four-eyes');
    const approved = states['paying back approved'];
    given(...approved)
      .when({ ...RecordPaidBack, paidOn: '2026-07-09' })
      .refused('date-out-of-range');
    given(...approved)
      .when(RecordPaidBack)
      .then({
        type: 'OwedBackPaid',
        data: {
          recoveryId: 'v1',
          awardId: 'a1',
          payingBack: 1,
          amount: nok(10_000),
          paidOn: '2026-07-11',
          schemeId: 's',
          budgetYear: 2026,
          ...named('OUT-1'),
          left: nok(0),
          undecided: nok(30_000),
        },
      });
  });

  it('is never more than is owed back, and never what is payable again by what it was paid for', () => {
    given(...annulled)
      .when({ ...ProposePayingBack, amount: nok(10_001) })
      .refused('exceeds-owed-back');
    given(...annulled)
      .when({ ...ProposePayingBack, most: 0 })
      .refused('exceeds-owed-back');
    given(...states['paying back proposed'])
      .when({ ...ApprovePayingBack, most: 9_999 })
      .refused('exceeds-owed-back');
  });

  it('is approved once the grant holds the money of that very proposal', () => {
    const proposed = states['paying back proposed'];
    for (const reserved of ['nothing yet', 2] as const)
      given(...proposed)
        .when({ ...ApprovePayingBack, reserved })
        .refused('paying-back-unreserved');
    given(...proposed)
      .when({ ...ApprovePayingBack, reserved: 1 })
      .thenTypes('PayingBackApproved');
  });

  it('tells what came down of a claim that was sent back: nobody left that to the debtor', () => {
    const lowered = after(
      commands.OpenRecovery,
      commands.ProposeClaim,
      commands.ApproveClaim,
      { ...commands.AnnulClaim, by: 'appeal' },
      { ...commands.LowerFallenClaim, undecided: 29_000 },
      { ...commands.LowerFallenClaim, undecided: 25_000 },
    );
    expect(fold(recovery, lowered)).toMatchObject({ fallen: { undecided: 25_000, lowered: 5_000 } });
  });

  it('leaves nothing undecided below nothing where what was approved is returned after that came down', () => {
    const lowered = after(
      commands.OpenRecovery,
      commands.ProposeClaim,
      commands.ApproveClaim,
      commands.RecordRepayment,
      { ...commands.AnnulClaim, by: 'appeal' },
      { ...ProposePayingBack, amount: nok(4_000) },
      ApprovePayingBack,
      { ...commands.LowerFallenClaim, owedBack: 6_000 },
    );
    expect(fold(recovery, lowered)).toMatchObject({ fallen: { undecided: 0, lowered: 24_000 } });
    const returned = [
      ...lowered,
      {
        type: 'PayingBackReturned',
        data: { recoveryId: 'v1', awardId: 'a1', payingBack: 1, person: 'cecilie', grounds: 'Ask first.' },
      },
    ] as const;
    expect(fold(recovery, returned)).toMatchObject({
      fallen: { owedBack: 10_000, paidBack: 0, undecided: 0, lowered: 20_000 },
    });
  });

  it('counts as paid from the approval on, and is owed again where that is returned', () => {
    const approved = states['paying back approved'];
    expect(fold(recovery, approved)).toMatchObject({ fallen: { owedBack: 0, paidBack: 10_000 } });
    const returned = [
      ...approved,
      {
        type: 'PayingBackReturned',
        data: { recoveryId: 'v1', awardId: 'a1', payingBack: 1, person: 'cecilie', grounds: 'Ask first.' },
      },
    ] as const;
    expect(fold(recovery, returned)).toMatchObject({ fallen: { owedBack: 10_000, paidBack: 0 } });
  });

  it('is not owed any more where the grant pays it again; what nobody approved falls with that', () => {
    given(...states['paying back proposed'])
      .when(commands.LowerFallenClaim)
      .then({
        type: 'FallenClaimLowered',
        data: { recoveryId: 'v1', awardId: 'a1', left: nok(0), undecided: nok(0) },
      });
    const lowered = after(
      commands.OpenRecovery,
      commands.ProposeClaim,
      commands.ApproveClaim,
      commands.RecordRepayment,
      { ...commands.AnnulClaim, by: 'reversal' },
      ProposePayingBack,
      commands.LowerFallenClaim,
    );
    given(...lowered)
      .when(ApprovePayingBack)
      .refused('nothing-proposed');
  });

  it('is not followed up of one that was annulled before that was done', () => {
    const before = after(
      commands.OpenRecovery,
      commands.ProposeClaim,
      commands.ApproveClaim,
      commands.RecordRepayment,
      commands.AnnulClaim,
    );
    given(...before)
      .when(commands.LowerFallenClaim)
      .then();
    expect(fold(recovery, before)).toMatchObject({ fallen: { owedBack: 10_000 } });
  });
});

describe('a claim that the appeal body sent back', () => {
  it('is claimed anew under another recovery, once', () => {
    given(...states['sent back'])
      .when(commands.ClaimAnew)
      .then({
        type: 'ClaimRenewed',
        data: {
          recoveryId: 'v1',
          awardId: 'a1',
          person: 'anna',
          amount: nok(30_000),
          grounds: 'The accounts were gone through again.',
        },
      });
    given(...states['claimed anew'])
      .when(commands.ClaimAnew)
      .refused('wrong-state');
    given(...states['annulled after a repayment'])
      .when(commands.ClaimAnew)
      .refused('wrong-state');
  });

  it('is given up by two, all that is not decided of it', () => {
    const dropped = after(
      commands.OpenRecovery,
      commands.ProposeClaim,
      commands.ApproveClaim,
      commands.RecordRepayment,
      { ...commands.AnnulClaim, by: 'appeal' },
      { ...commands.ProposeGivingUp, form: 'drop' },
      { ...commands.ApproveGivingUp, judge: fresh },
    );
    expect(dropped.at(-1)).toMatchObject({
      type: 'RecoveryDropped',
      data: { amount: nok(20_000), givenUp: { total: 20_000 } },
    });
    // What was repaid on it is paid back all the same.
    expect(fold(recovery, dropped)).toMatchObject({
      status: 'dropped',
      fallen: { owedBack: 10_000, undecided: 0 },
    });
  });
});
