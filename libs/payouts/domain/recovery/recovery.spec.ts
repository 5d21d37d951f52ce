import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { leadTo } from '#eventsourcing/testing/outcomes.js';
import type { RecoveryEvent } from '../../contract/events.js';
import { recovery, type RecoveryCommand } from './recovery.js';
import { commands } from './testing/commands.js';
import { fresh, judge } from './testing/giving-up.js';
import { named } from './testing/references.js';
import { order } from './testing/order.js';
import { after, samples } from './testing/samples.js';
import { unfitting } from './testing/unfitting.js';

const { given } = specification(recovery);
const { states } = samples;

const nok = (amount: number) => ({ amount, currency: 'NOK' });
const propose = {
  type: 'ProposeClaim',
  proposer: 'anna',
  amount: nok(30_000),
  dueOn: '2026-07-01',
  grounds: 'The accounts show it.',
  today: '2026-05-26',
} as const;
const approve = { type: 'ApproveClaim', judge, today: '2026-05-27' } as const;
const judgedBy = (person: string) => ({ judge: { ...judge, person } });
const repay = {
  type: 'RecordRepayment',
  amount: nok(10_000),
  receivedOn: '2026-06-20',
  ...named('IN-2'),
  today: '2026-07-31',
} as const;
const plan = {
  type: 'AgreeInstalments',
  person: 'dina',
  currency: 'NOK',
  instalments: [
    { dueOn: '2026-09-01', amount: 20_000 },
    { dueOn: '2026-08-01', amount: 10_000 },
  ],
  today: '2026-06-01',
} as const;

const drop = { type: 'ProposeGivingUp', form: 'drop', proposer: 'dina', grounds: 'Small.' } as const;
const writeOff = { ...drop, form: 'write-off' } as const;

describe('a forewarning', () => {
  it('is waited for until the debtor answered or the day has passed', () => {
    given(...states.forewarned)
      .when({ ...propose, today: '2026-05-22' })
      .refused('reply-open');
    given(...states.forewarned)
      .when({ ...propose, today: '2026-05-23' })
      .thenTypes('ClaimProposed');
    given(...states.answered)
      .when({ ...propose, today: '2026-05-10' })
      .thenTypes('ClaimProposed');
  });

  it('bounds what may be claimed', () => {
    given(...states.answered)
      .when({ ...propose, amount: nok(30_001) })
      .refused('exceeds-forewarned');
    given(...states.answered)
      .when({ ...propose, amount: nok(0) })
      .refused('no-amount');
    given(...states.answered)
      .when({ ...propose, amount: { ...propose.amount, currency: 'EUR' } })
      .refused('other-currency');
  });
});

describe('a claim that is lowered since the money came back otherwise', () => {
  const lower = (most: number) => ({ type: 'LowerClaim', most }) as const;
  const less = (amount: number, by: number) =>
    ({
      type: 'ClaimLowered',
      data: { recoveryId: 'v1', awardId: 'a1', amount: nok(amount), less: nok(by) },
    }) as const;

  it('bounds what may be claimed anew, and what was proposed with it', () => {
    given(...states.forewarned)
      .when(lower(20_000))
      .then(less(20_000, 10_000));
    given(...states.answered, less(20_000, 10_000))
      .when({ ...propose, amount: nok(20_001) })
      .refused('exceeds-forewarned');
    given(...states.proposed, less(20_000, 10_000))
      .when(approve)
      .thenTypes('RepaymentClaimed');
    expect(fold(recovery, [...states.proposed, less(20_000, 10_000)])).toMatchObject({
      proposal: { amount: 20_000 },
    });
  });

  it('ends when nothing is left of it, and is settled when what is left was repaid', () => {
    given(...states.forewarned)
      .when(lower(0))
      .thenTypes('ClaimAnnulled');
    given(...states['repaid in part'])
      .when(lower(0))
      .thenTypes('ClaimLowered', 'RecoverySettled');
    given(...states['repaid in part'])
      .when(lower(30_000))
      .then();
  });

  it('leaves out the last instalments of a plan', () => {
    expect(fold(recovery, [...states['in instalments'], less(15_000, 15_000)])).toMatchObject({
      claimed: 15_000,
      plan: [
        { dueOn: '2026-08-01', amount: 10_000 },
        { dueOn: '2026-09-01', amount: 5_000 },
      ],
    });
  });
});

describe('a claim of which the rest is written off, or barred', () => {
  const repaid = { ...repay, ...named('IN-8'), amount: nok(20_000) };
  const afterwards = (command: RecoveryCommand) => {
    const decision = recovery.decide(command, fold(recovery, states['written off in part']));
    if ('refused' in decision) throw new Error(decision.refused.detail);
    return [...states['written off in part'], ...decision.events];
  };

  it('is written off once what was counted on is repaid: 100 of 300 stay owed, and nothing is asked for', () => {
    const history = afterwards(repaid);
    expect(fold(recovery, history)).toMatchObject({ status: 'written-off', claimed: 30_000, repaid: 20_000 });
    expect(history.at(-1)).toMatchObject({ type: 'RepaymentReceived', data: { rests: true } });
    const [some] = afterwards({ ...repaid, amount: nok(19_999) }).slice(-1);
    expect(some!.data).not.toHaveProperty('rests');
    given(...history)
      .when(commands.AgreeInstalments)
      .refused('wrong-state');
    given(...history)
      .when({ ...repaid, ...named('IN-9'), amount: nok(10_000) })
      .thenTypes('RepaymentReceived', 'RecoverySettled');
  });

  it('is written off once what was counted on is lowered, and settled once what is left was repaid', () => {
    const lower = { type: 'LowerClaim', most: 10_000 } as const;
    expect(fold(recovery, afterwards(lower))).toMatchObject({
      status: 'written-off',
      claimed: 10_000,
      plan: [],
    });
  });
});

describe('a claim', () => {
  it('is approved by another person than those who proposed it', () => {
    given(...states.proposed)
      .when({ ...approve, ...judgedBy('anna') })
      .refused('four-eyes');
    const again = given(...states.proposed).when({ ...propose, proposer: 'berit', amount: nok(20_000) });
    again.then({
      type: 'ClaimProposed',
      data: {
        recoveryId: 'v1',
        proposal: 2,
        proposer: 'berit',
        amount: nok(20_000),
        dueOn: '2026-07-01',
        grounds: 'The accounts show it.',
      },
    });
    const twice = [
      ...states.proposed,
      {
        type: 'ClaimProposed',
        data: {
          recoveryId: 'v1',
          proposal: 2,
          proposer: 'berit',
          amount: nok(20_000),
          dueOn: '2026-07-01',
          grounds: 'Less.',
        },
      },
    ] as const;
    for (const approver of ['anna', 'berit'])
      given(...twice)
        .when({ ...approve, ...judgedBy(approver) })
        .refused('four-eyes');
    given(...twice)
      .when({ ...approve, ...judgedBy('cecilie') })
      .then({
        type: 'RepaymentClaimed',
        data: {
          recoveryId: 'v1',
          awardId: 'a1',
          schemeId: 's',
          debtor: order.debtor,
          basis: 'unspent',
          proposal: 2,
          approver: 'cecilie',
          amount: nok(20_000),
          decidedOn: '2026-05-27',
          dueOn: '2026-07-01',
          limitationDate: '2029-05-02',
          note: undefined,
          givenUp: { proposal: 2, proposer: 'berit', approver: 'cecilie', total: 10_000 },
        },
      });
  });

  it('is not made by who acts or answered for the debtor', () => {
    given(...states.answered)
      .when({ ...propose, proposer: 'ola' })
      .refused('debtor-representative');
    given(...states.proposed)
      .when({ ...approve, organisation: order.debtor })
      .refused('debtor-representative');
  });

  it('is neither made nor given up by who acted for the debtor in the case', () => {
    const [forewarned, ...rest] = states.answered;
    if (forewarned?.type !== 'RecoveryForewarned') throw new Error('it begins with a forewarning');
    const excluding = { ...forewarned, data: { ...forewarned.data, excluded: ['anna', 'berit'] } };
    for (const command of [propose, { ...drop, proposer: 'berit' }])
      given(excluding, ...rest)
        .when(command)
        .refused('debtor-representative');
  });

  it('is barred after the limitation date', () => {
    given(...states.answered)
      .when({ ...propose, today: '2029-05-02', dueOn: '2029-06-01' })
      .thenTypes('ClaimProposed');
    given(...states.answered)
      .when({ ...propose, today: '2029-05-03', dueOn: '2029-06-01' })
      .refused('barred-by-limitation');
    given(...states.proposed)
      .when({ ...approve, today: '2029-05-03' })
      .refused('barred-by-limitation');
  });

  it('is due on a day that is not over', () => {
    given(...states.answered)
      .when({ ...propose, dueOn: '2026-05-25' })
      .refused('due-in-the-past');
    given(...states.proposed)
      .when({ ...approve, today: '2026-07-02' })
      .refused('due-in-the-past');
  });
});

describe('repayments', () => {
  it('never exceed what is owed', () => {
    given(...states['repaid in part'])
      .when({ ...repay, amount: nok(20_001) })
      .refused('overpaid');
    given(...states['repaid in part'])
      .when({ ...repay, amount: nok(20_000) })
      .thenTypes('RepaymentReceived', 'RecoverySettled');
    given(...states.claimed)
      .when({ ...repay, amount: nok(0) })
      .refused('no-amount');
    given(...states.claimed)
      .when({ ...repay, amount: { ...repay.amount, currency: 'EUR' } })
      .refused('other-currency');
  });

  it('follow a plan that covers what is owed, from today on, in order', () => {
    given(...states.claimed)
      .when(plan)
      .then({
        type: 'RepaymentPlanAgreed',
        data: {
          recoveryId: 'v1',
          person: 'dina',
          currency: 'NOK',
          instalments: plan.instalments.toReversed(),
          grounds: undefined,
        },
      });
    given(...states['repaid in part'])
      .when(plan)
      .refused('plan-does-not-add-up');
    given(...states.claimed)
      .when({ ...plan, instalments: [] })
      .refused('plan-does-not-add-up');
    given(...states.claimed)
      .when({ ...plan, today: '2026-08-02' })
      .refused('due-in-the-past');
    given(...states.claimed)
      .when({ ...plan, currency: 'EUR' })
      .refused('other-currency');
    given(...states.claimed)
      .when({ ...plan, instalments: [...plan.instalments, { dueOn: '2026-10-01', amount: 0 }] })
      .refused('no-amount');
  });

  it('are late when a day passes without what was due by then, which is said once', () => {
    const passed = {
      type: 'ReportOverdueClaim',
      dueOn: '2026-08-01',
      dueAt: '2026-08-01T22:00:00Z',
    } as const;
    given(...states['in instalments'])
      .when(passed)
      .then({
        type: 'ClaimBecameOverdue',
        data: { recoveryId: 'v1', dueAt: '2026-08-01T22:00:00Z', amount: nok(10_000) },
      });
    const repaid = {
      type: 'RepaymentReceived',
      data: {
        recoveryId: 'v1',
        awardId: 'a1',
        schemeId: 's',
        amount: nok(10_000),
        receivedOn: '2026-07-31',
        ...named('IN-2'),
      },
    } as const;
    given(...states['in instalments'], repaid)
      .when(passed)
      .then();
    given(...states['an instalment overdue'])
      .when(passed)
      .then();
    given(...states.claimed)
      .when({ ...passed, dueOn: '2026-06-30' })
      .then();
  });

  it('before a plan count for none of its instalments', () => {
    const half = {
      type: 'RepaymentPlanAgreed',
      data: {
        recoveryId: 'v1',
        person: 'dina',
        currency: 'NOK',
        instalments: [{ dueOn: '2026-08-01', amount: 20_000 }],
      },
    } as const;
    given(...states['repaid in part'], half)
      .when({ type: 'ReportOverdueClaim', dueOn: '2026-08-01', dueAt: '2026-08-01T22:00:00Z' })
      .then({
        type: 'ClaimBecameOverdue',
        data: { recoveryId: 'v1', dueAt: '2026-08-01T22:00:00Z', amount: nok(20_000) },
      });
  });
});

describe('the day and the reference of a repayment', () => {
  const data = { ...repaidOf('2026-06-20'), referenceDigest: undefined };

  it('are from the forewarning on, and of a day that has come', () => {
    given(...states.claimed)
      .when({ ...repay, receivedOn: '2026-05-05' })
      .thenTypes('RepaymentReceived');
    given(...states.claimed)
      .when({ ...repay, receivedOn: '2026-05-04' })
      .refused('date-out-of-range');
    given(...states.claimed)
      .when({ ...repay, receivedOn: '2199-12-31' })
      .refused('date-out-of-range');
  });

  it('count from the day of recording, where the forewarning is from before that was on record', () => {
    const [forewarned, ...rest] = states.claimed;
    if (forewarned?.type !== 'RecoveryForewarned') throw new Error('it begins with a forewarning');
    const { forewarnedOn: _, ...before } = forewarned.data;
    const recorded = { ...forewarned, data: before, metadata: { occurredAt: '2026-05-05T10:00:00Z' } };
    given(recorded, ...rest)
      .when({ ...repay, receivedOn: '2026-05-04' })
      .refused('date-out-of-range');
    given(recorded, ...rest)
      .when({ ...repay, receivedOn: '2026-05-05' })
      .thenTypes('RepaymentReceived');
  });

  it('tell repayments apart: one reference is one repayment, however it is written', () => {
    given(...states['repaid in part'])
      .when({ ...repay, ...named('IN-1'), receivedOn: '2026-06-21' })
      .refused('reference-used');
    for (const bankReference of [' IN-1', 'IN-1\u2003'])
      given(...states.claimed, { type: 'RepaymentReceived', data: { ...data, bankReference } })
        .when({ ...repay, ...named('IN-1'), amount: nok(5_000) })
        .refused('reference-used');
  });
});

function repaidOf(receivedOn: string) {
  const of = { recoveryId: 'v1', awardId: 'a1', schemeId: 's' };
  return { ...of, amount: nok(10_000), receivedOn };
}

describe('giving up', () => {
  const givesUp = { type: 'ApproveGivingUp', judge: fresh } as const;
  const waive = (amount: number) => ({ ...drop, form: 'waive', amount: nok(amount) }) as const;
  const proposed = (...further: readonly RecoveryCommand[]) =>
    after(samples.commands.OpenRecovery as RecoveryCommand, ...further);
  const claimed = [propose, approve] as const;

  it('takes another person than who proposed, approved the claim or what it rests on, or acts for the debtor', () => {
    const refused = (person: string, code: 'four-eyes' | 'decided-the-basis') =>
      given(...states['write-off proposed'])
        .when({ ...givesUp, judge: { ...fresh, person } })
        .refused(code);
    refused('dina', 'four-eyes');
    refused('berit', 'decided-the-basis');
    given(...states['write-off proposed'])
      .when({ ...givesUp, judge: { ...fresh, decidedBy: ['cecilie'] } })
      .refused('decided-the-basis');
    given(...states['write-off proposed'])
      .when({ ...givesUp, organisation: order.debtor })
      .refused('debtor-representative');
    given(...states['write-off proposed'])
      .when(givesUp)
      .then({
        type: 'ClaimWrittenOff',
        data: {
          recoveryId: 'v1',
          awardId: 'a1',
          approver: 'cecilie',
          authority: 'Regulations on financial management, section 8',
          amount: nok(30_000),
          left: nok(0),
          note: undefined,
          givenUp: { proposal: 1, proposer: 'dina', approver: 'cecilie', total: 30_000 },
        },
      });
  });

  it('takes a decision-maker, or a stand-in named for that proposal who had no part in it', () => {
    const frida = { ...fresh, person: 'frida', decides: false };
    const asStandIn = { ...givesUp, judge: frida } as const;
    given(...states['write-off proposed'])
      .when(asStandIn)
      .refused('not-stand-in');
    const name = samples.commands.NameGivingUpStandIn as Extract<
      RecoveryCommand,
      { type: 'NameGivingUpStandIn' }
    >;
    for (const [person, code] of [
      ['sara', 'four-eyes'],
      ['dina', 'four-eyes'],
      ['berit', 'decided-the-basis'],
    ] as const)
      given(...states['write-off proposed'])
        .when({ ...name, person })
        .refused(code);
    const withStandIn = proposed(...claimed, writeOff, name);
    const { events } = recovery.decide(asStandIn, fold(recovery, withStandIn)) as {
      events: readonly RecoveryEvent[];
    };
    expect(events).toMatchObject([{ data: { givenUp: { approver: 'frida', standIn: true } } }]);
    // Who was named for one proposal judges no other.
    given(...proposed(...claimed, writeOff, name, { ...writeOff, proposer: 'eva' }))
      .when(asStandIn)
      .refused('not-stand-in');
  });

  it('takes a delegation that covers all that is given up of the claim together', () => {
    const upTo = (most: number) => ({
      ...givesUp,
      judge: { ...fresh, delegations: [{ delegationId: 'd1', upTo: most }] },
    });
    const first = proposed(...claimed, waive(10_000));
    given(...first)
      .when({ ...givesUp, judge: { ...fresh, delegations: [] } })
      .refused('outside-delegation');
    given(...first)
      .when(upTo(9_999))
      .refused('outside-delegation');
    const second = proposed(...claimed, waive(10_000), upTo(10_000), waive(5_000));
    given(...second)
      .when(upTo(14_999))
      .refused('outside-delegation');
    given(...second)
      .when(upTo(15_000))
      .thenTypes('ClaimWaived');
  });

  it('of what is claimed less than is due back takes the same', () => {
    const less = { ...propose, amount: nok(25_000) };
    const history = after(
      samples.commands.OpenRecovery as RecoveryCommand,
      samples.commands.ReplyToForewarning as RecoveryCommand,
      less,
    );
    given(...history)
      .when(approve)
      .refused('decided-the-basis');
    const delegations = (upTo: number) => ({
      ...approve,
      judge: { ...fresh, delegations: [{ delegationId: 'd1', upTo }] },
    });
    given(...history)
      .when(delegations(4_999))
      .refused('outside-delegation');
    given(...history)
      .when(delegations(5_000))
      .thenTypes('RepaymentClaimed');
    // Of that claim 5 000 were given up already.
    given(...after(samples.commands.OpenRecovery as RecoveryCommand, less, delegations(5_000), waive(1)))
      .when({ ...givesUp, judge: { ...delegations(5_000).judge, person: 'eva' } })
      .refused('outside-delegation');
  });

  it('of more than there is says so; what was repaid meanwhile is not given up', () => {
    given(...states['repaid in part'])
      .when(waive(20_001))
      .refused('exceeds-owed');
    const meanwhile = proposed(...claimed, waive(30_000), repay);
    expect(recovery.decide(givesUp, fold(recovery, meanwhile))).toMatchObject({
      events: [{ type: 'ClaimWaived', data: { amount: nok(20_000), left: nok(0) } }],
    });
  });

  it('leaves what is written off owed: it is repaid, after the rest, and waived', () => {
    const half = proposed(...claimed, { ...writeOff, amount: nok(15_000) }, givesUp);
    expect(fold(recovery, half)).toMatchObject({
      status: 'claimed',
      plan: [{ dueOn: '2026-07-01', amount: 15_000 }],
    });
    given(...half)
      .when({ ...repay, amount: nok(30_000) })
      .thenTypes('RepaymentReceived', 'RecoverySettled');
    given(...states['written off'])
      .when(repay)
      .thenTypes('RepaymentReceived');
    given(...states['written off'])
      .when({ ...repay, amount: nok(30_001) })
      .refused('overpaid');
    expect(fold(recovery, proposed(...claimed, writeOff, givesUp, waive(30_000), givesUp))).toMatchObject({
      status: 'waived',
    });
  });

  it('ends what is waived', () => {
    given(...states.waived)
      .when(repay)
      .refused('wrong-state');
    expect(fold(recovery, states['waived in part'])).toMatchObject({ status: 'claimed', claimed: 20_000 });
  });
});

describe('every command on a recovery in every state', () => {
  leadTo(recovery, samples);
  leadTo(recovery, unfitting);
});
