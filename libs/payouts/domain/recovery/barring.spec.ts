import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { RecoveryEvent } from '../../contract/events.js';
import { recovery, type RecoveryCommand } from './recovery.js';
import { limitationCommands } from './testing/limitation.js';
import { nok, order } from './testing/order.js';
import { named } from './testing/references.js';
import { commands } from './testing/commands.js';
import { after, samples } from './testing/samples.js';
import { expected, owed, type KnownRecovery } from './state.js';

const { given } = specification(recovery);
const { states } = samples;
const { ProlongLimitation: prolong, ReportBarredClaim: passes } = limitationCommands;
const { ProposeClaim, ApproveClaim, ReplyToForewarning, LowerClaim } = commands;
const dates = ['2028-05-02', '2029-03-01', '2029-05-02'] as const;
/** 300 kroner: 50 of them paid first, 100 and 150 after that. */
const open = {
  ...commands.OpenRecovery,
  order: {
    ...order,
    limitationDate: dates[0],
    limitationParts: [
      { amount: 5_000, since: '2025-05-02', limitationDate: dates[0] },
      { amount: 10_000, since: '2026-03-01', limitationDate: dates[1] },
      { amount: 15_000, since: '2026-05-02', limitationDate: dates[2] },
    ],
  },
} as RecoveryCommand;
const claimed = after(open, ProposeClaim, ApproveClaim);
const on = (lastDay: string) => ({ ...passes, lastDay });
const sent = (history: readonly RecoveryEvent[], ...more: readonly RecoveryCommand[]) =>
  more.reduce<readonly RecoveryEvent[]>((before, command) => {
    const decision = recovery.decide(command, fold(recovery, before));
    if ('refused' in decision) throw new Error(decision.refused.detail);
    return [...before, ...decision.events];
  }, history);
const known = (history: readonly RecoveryEvent[]) => fold(recovery, history) as KnownRecovery;
const partsOf = (history: readonly RecoveryEvent[]) => known(history).parts.map(({ amount }) => amount);
const repaid = (amount: number, reference: string) =>
  ({
    ...commands.RecordRepayment,
    ...named(reference),
    amount: nok(amount),
  }) as RecoveryCommand;

describe('a claim whose parts are barred on days of their own', () => {
  it('is shown by the earliest of them', () => {
    expect(known(claimed).limitationDate).toBe(dates[0]);
    expect(known(sent(claimed, repaid(5_000, 'A'))).limitationDate).toBe(dates[1]);
  });

  it('is repaid from what is barred first, and lowered, waived or claimed for less from what is barred last', () => {
    expect(partsOf(sent(claimed, repaid(7_000, 'A')))).toEqual([0, 8_000, 15_000]);
    expect(partsOf(sent(claimed, LowerClaim))).toEqual([5_000, 10_000, 5_000]);
    const waived = [
      { ...commands.ProposeGivingUp, form: 'waive', amount: nok(16_000) },
      commands.ApproveGivingUp,
    ] as RecoveryCommand[];
    expect(partsOf(sent(claimed, ...waived))).toEqual([5_000, 9_000, 0]);
    const less = { ...ProposeClaim, amount: nok(12_000) } as RecoveryCommand;
    const approved = {
      ...ApproveClaim,
      judge: { person: 'eva', decides: true, decidedBy: [], delegations: undefined },
    };
    expect(partsOf(after(open, less, approved as RecoveryCommand))).toEqual([5_000, 7_000, 0]);
  });

  it('is barred part by part, and a plan ends with what is left', () => {
    given(...claimed)
      .when(on(dates[1]))
      .then({
        type: 'ClaimBecameBarred',
        data: {
          recoveryId: 'v1',
          awardId: 'a1',
          limitationDate: dates[1],
          parts: [1, 2],
          amount: nok(15_000),
          left: nok(15_000),
        },
      });
    const partly = sent(claimed, on(dates[0]));
    expect(known(partly)).toMatchObject({
      status: 'claimed',
      limitationDate: dates[1],
      plan: [{ dueOn: '2026-07-01', amount: 25_000 }],
    });
    expect([owed(known(partly)), expected(known(partly))]).toEqual([30_000, 25_000]);
    given(...partly)
      .when(on(dates[0]))
      .then();
    const all = sent(partly, on(dates[2]));
    expect(known(all)).toMatchObject({ status: 'barred', plan: [], overdue: false });
    given(...claimed)
      .when(on('2028-05-01'))
      .then();
  });

  it('takes what is repaid all the same, of what is not barred first, and ends settled', () => {
    const partly = sent(claimed, on(dates[0]), repaid(24_000, 'A'));
    expect(partsOf(partly)).toEqual([5_000, 0, 1_000]);
    const rest = sent(partly, repaid(1_000, 'B'));
    expect(known(rest)).toMatchObject({ status: 'barred', repaid: 25_000 });
    given(...rest)
      .when(repaid(5_001, 'C'))
      .refused('overpaid');
    given(...rest)
      .when(repaid(5_000, 'C'))
      .thenTypes('RepaymentReceived', 'RecoverySettled');
  });

  it('is claimed of what is not barred, whether that was said or not, and nothing is given up by it', () => {
    const replied = after(open, ReplyToForewarning);
    const late = { ...ProposeClaim, today: '2028-05-03', dueOn: '2028-07-01' } as RecoveryCommand;
    given(...replied)
      .when(late)
      .refused('barred-by-limitation');
    const rest = { ...late, amount: nok(25_000) } as RecoveryCommand;
    const approve = { ...ApproveClaim, today: '2028-05-04' } as RecoveryCommand;
    const approved = sent(replied, rest, approve);
    expect(approved.slice(-2).map(({ type }) => type)).toEqual(['ClaimBecameBarred', 'RepaymentClaimed']);
    expect(approved.at(-1)!.data).not.toHaveProperty('givenUp');
    expect(known(approved)).toMatchObject({ claimed: 25_000, barredUnclaimed: 5_000 });
    expect(partsOf(approved)).toEqual([0, 10_000, 15_000]);
    expect(known(sent(replied, on(dates[0]), rest, approve))).toMatchObject({ barredUnclaimed: 5_000 });
    given(...sent(replied, rest))
      .when({ ...approve, today: '2029-03-02' } as RecoveryCommand)
      .refused('barred-by-limitation');
  });

  it('gets a new date for each part that is not barred by then', () => {
    const acknowledged = {
      ...prolong,
      basis: 'acknowledgement',
      on: '2028-06-01',
      today: '2028-06-01',
    } as const;
    given(...claimed)
      .when(acknowledged)
      .then(
        {
          type: 'LimitationInterrupted',
          data: {
            recoveryId: 'v1',
            person: 'anna',
            grounds: prolong.grounds,
            basis: 'acknowledgement',
            on: '2028-06-01',
            reference: 'Limitation Act § 14',
            // Nobody has said yet that the first one is barred.
            limitationDate: dates[0],
            parts: [
              { part: 2, limitationDate: '2031-06-03' },
              { part: 3, limitationDate: '2031-06-03' },
            ],
          },
        },
        barredFirst,
      );
    const agreed = sent(claimed, prolong);
    expect(known(agreed).parts.map(({ limitationDate }) => limitationDate)).toEqual([
      '2031-05-02',
      '2032-03-01',
      '2032-05-03',
    ]);
  });
});

const barredFirst: RecoveryEvent = {
  type: 'ClaimBecameBarred',
  data: {
    recoveryId: 'v1',
    awardId: 'a1',
    limitationDate: dates[0],
    parts: [1],
    amount: nok(5_000),
    left: nok(25_000),
  },
};

describe('what was barred before anybody claimed it', () => {
  const { 'barred unclaimed': whole } = states;
  const lower = (most: number) => ({ ...LowerClaim, most }) as RecoveryCommand;
  /** 50 kroner barred, 250 claimed beside them. */
  const beside = sent(
    after(open, ReplyToForewarning),
    on(dates[0]),
    { ...ProposeClaim, amount: nok(25_000) },
    ApproveClaim,
  );

  it('is validly paid where it is: recorded, never above what is left of it, and settled with the last of it', () => {
    const paid = sent(whole, repaid(10_000, 'A'));
    expect(known(paid)).toMatchObject({ status: 'barred', claimed: 0, repaid: 0, repaidBarred: 10_000 });
    expect(partsOf(paid)).toEqual([20_000]);
    given(...paid)
      .when(repaid(20_001, 'B'))
      .refused('overpaid');
    given(...paid)
      .when(repaid(20_000, 'B'))
      .thenTypes('RepaymentReceived', 'RecoverySettled');
    expect(sent(paid, repaid(20_000, 'B')).at(-1)!.data).toMatchObject({ amount: nok(30_000) });
  });

  it('comes down with what comes back, never below what was paid of it', () => {
    expect(partsOf(sent(whole, lower(12_000)))).toEqual([12_000]);
    expect(sent(whole, lower(0)).at(-1)).toMatchObject({
      type: 'ClaimAnnulled',
      data: { amount: nok(30_000) },
    });
    const paid = sent(whole, repaid(10_000, 'A'));
    expect(partsOf(sent(paid, lower(25_000)))).toEqual([15_000]);
    expect(sent(paid, lower(5_000)).slice(-2)).toMatchObject([
      { type: 'ClaimLowered', data: { less: nok(20_000), barred: nok(20_000) } },
      { type: 'RecoverySettled', data: { amount: nok(10_000) } },
    ]);
  });

  it('is taken after what is claimed beside it, and comes down after it', () => {
    const both = sent(beside, repaid(27_000, 'A'));
    expect(both.slice(-2).map(({ type }) => type)).toEqual(['RepaymentReceived', 'RecoverySettled']);
    expect(known(both)).toMatchObject({ repaid: 25_000, repaidBarred: 2_000, barredUnclaimed: 3_000 });
    given(...both)
      .when(repaid(3_001, 'B'))
      .refused('overpaid');
    given(...both)
      .when(repaid(3_000, 'B'))
      .thenTypes('RepaymentReceived');
    const down = sent(beside, lower(4_000));
    expect(down.slice(-2)).toMatchObject([
      { type: 'ClaimLowered', data: { amount: nok(0), less: nok(26_000), barred: nok(1_000) } },
      { type: 'RecoverySettled', data: { amount: nok(0) } },
    ]);
    expect(known(down)).toMatchObject({ claimed: 0, barredUnclaimed: 4_000 });
  });

  it('is taken also where the rest was waived or dropped', () => {
    const dropped = sent(
      sent(after(open, ReplyToForewarning), on(dates[0])),
      { ...commands.ProposeGivingUp, form: 'drop' },
      commands.ApproveGivingUp,
    );
    const waived = sent(beside, { ...commands.ProposeGivingUp, form: 'waive' }, commands.ApproveGivingUp);
    for (const ended of [dropped, waived]) {
      given(...ended)
        .when(repaid(5_001, 'A'))
        .refused('overpaid');
      given(...sent(ended, repaid(2_000, 'A')))
        .when(repaid(3_000, 'B'))
        .thenTypes('RepaymentReceived');
    }
  });

  it('is owed back to nobody by an appeal against what was claimed beside it', () => {
    const paid = sent(beside, repaid(30_000, 'A'));
    const { UpholdClaimInPart: uphold } = commands;
    expect(known(sent(paid, { ...uphold, amount: 24_000 })).fallen).toMatchObject({ owedBack: 1_000 });
  });

  it('goes on with what of it was not paid, where it runs longer after all', () => {
    const knew = { ...prolong, basis: 'knowledge', on: '2029-10-01', today: '2029-11-01' } as const;
    const revived = sent(whole, repaid(10_000, 'A'), knew);
    expect(known(revived)).toMatchObject({ status: 'forewarned', order: { amount: nok(20_000) } });
    const late = { ...ProposeClaim, today: '2029-11-02', dueOn: '2029-12-01' } as const;
    given(...revived)
      .when({ ...late, amount: nok(20_001) })
      .refused('exceeds-forewarned');
    const approved = sent(
      revived,
      { ...late, amount: nok(20_000) },
      { ...ApproveClaim, today: '2029-11-03' },
    );
    expect(approved.at(-1)!.data).not.toHaveProperty('givenUp');
  });

  it('stays as it was where it is not on record that it comes down, and is taken where it is paid', () => {
    const before = whole.map((event) => {
      if (event.type !== 'ClaimBecameBarred') return event;
      const { unclaimed: _, ...data } = event.data;
      return { ...event, data };
    });
    given(...before)
      .when(lower(0))
      .then();
    given(...before)
      .when(repaid(10_000, 'A'))
      .thenTypes('RepaymentReceived');
  });
});

describe('a claim that counts as barred after 2 May 2029', () => {
  const knew = (day: string, today: string) => ({ ...prolong, basis: 'knowledge', on: day, today }) as const;

  it('runs a year from when the agency could know of it, and never beyond ten after its date', () => {
    const late = sent(states.barred, knew('2029-10-01', '2029-11-01'));
    expect(known(late)).toMatchObject({
      status: 'claimed',
      limitationDate: '2030-10-01',
      plan: [{ dueOn: '2026-07-01', amount: 30_000 }],
    });
    const unclaimed = sent(states['barred unclaimed'], knew('2029-10-01', '2029-11-01'));
    expect(known(unclaimed)).toMatchObject({ status: 'forewarned', limitationDate: '2030-10-01' });
    const ten = sent(states.barred, knew('2039-03-01', '2039-03-02'));
    expect(known(ten).limitationDate).toBe('2039-05-02');
    given(...states.claimed)
      .when(knew('2027-01-01', '2027-01-02'))
      .refused('limitation-not-later');
    given(...states.barred)
      .when(knew('2028-01-01', '2028-01-02'))
      .refused('limitation-not-later');
  });

  it('goes on by what happened in time and came to light late, and by nothing later', () => {
    const acknowledged = (day: string) =>
      ({ ...prolong, basis: 'acknowledgement', on: day, today: '2029-06-01' }) as const;
    expect(known(sent(states.barred, acknowledged('2029-04-30')))).toMatchObject({
      status: 'claimed',
      limitationDate: '2032-04-30',
    });
    given(...states.barred)
      .when(acknowledged('2029-05-03'))
      .refused('barred-by-limitation');
    expect(known(sent(states['written off and barred'], acknowledged('2029-04-30')))).toMatchObject({
      status: 'written-off',
    });
  });

  it('is barred again at once where the later date has passed, too', () => {
    const earlier = { ...prolong, basis: 'acknowledgement', on: '2027-01-04', today: '2031-01-01' } as const;
    const [first] = after(commands.OpenRecovery);
    const short = { ...first!, data: { ...first!.data, limitationDate: '2027-06-01' } } as RecoveryEvent;
    const barred = sent([short], ProposeClaim, ApproveClaim, on('2027-06-01'), earlier);
    expect(barred.slice(-2).map(({ type }) => type)).toEqual(['LimitationInterrupted', 'ClaimBecameBarred']);
    expect(known(barred)).toMatchObject({ status: 'barred', limitationDate: '2030-01-04' });
    const chain = { ...earlier, on: '2029-12-03' } as const;
    expect(known(sent(barred, chain))).toMatchObject({ status: 'claimed', limitationDate: '2032-12-03' });
  });

  it('is barred when a person asks, too, and not before its day is over', () => {
    const { BarClaim: bar } = limitationCommands;
    given(...states.claimed)
      .when({ ...bar, today: '2029-05-02' })
      .refused('limitation-runs');
    given(...states.claimed)
      .when(bar)
      .thenTypes('ClaimBecameBarred');
  });

  it('is written off no more, waived no more and dropped no more', () => {
    for (const form of ['drop', 'waive', 'write-off'] as const)
      given(...states.barred)
        .when({ ...commands.ProposeGivingUp, form })
        .refused('wrong-state');
  });

  it('counts what was written off as barred first', () => {
    const half = sent(
      claimed,
      { ...commands.ProposeGivingUp, amount: nok(12_000) },
      commands.ApproveGivingUp,
      on(dates[0]),
    );
    expect(expected(known(half))).toBe(18_000);
    expect(known(half)).toMatchObject({ status: 'claimed', plan: [{ dueOn: '2026-07-01', amount: 18_000 }] });
  });
});
