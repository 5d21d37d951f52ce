import { describe, expect, it } from '@jest/globals';
import type { JsonObject, RecordedEvent } from '#eventsourcing/event.js';
import { Rules } from './rules.js';

const SEALED = { $sealed: { kid: 'k', alg: 'A256GCM', iv: 'i', ct: 'c' } };
const nok = (amount: number) => ({ amount, currency: 'NOK' });

type Happened = readonly [stream: string, type: string, by: string, data?: JsonObject];

/** What the last of these events breaks; each is a command of its own unless it shares its id with the one before. */
function broken(...happened: readonly Happened[]): string[] {
  const revisions = new Map<string, number>();
  const events = happened.map(([stream, type, by, data = {}], index): RecordedEvent => {
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    const [subject, commandId = `command ${index}`] = by.split(' as ') as [string, string?];
    return {
      position: String(index),
      stream,
      revision,
      id: `event ${index}`,
      type,
      schemaVersion: 1,
      data,
      metadata: {
        actor: { subject, roles: subject === 'process' ? ['process'] : [] },
        caseId: '1',
        commandId,
        commandHash: '',
        correlationId: '',
        occurredAt: '2026-03-01T12:00:00Z',
        recordedAt: '2026-03-01T12:00:00Z',
      },
    };
  });
  return new Rules().broken(events).map((each) => each.slice(each.indexOf('(')));
}

const budget = (type: string, data: JsonObject): Happened => ['budget-s', type, 'mette', data];
const appropriated = (year: number, amount: number, transferredIn = 0) =>
  budget('AppropriationSet', { year, amount, transferredIn, currency: 'NOK' });
const reserved = (reservationId: string, budgetYear: number, year: number, amount: number) =>
  budget('CommitmentReserved', { reservationId, caseId: '1', budgetYear, payments: [{ year, amount }] });

describe('the limits of a budget', () => {
  it('hold the appropriation of each year', () => {
    const within = [appropriated(2026, 100), reserved('r', 2026, 2026, 100)] as const;
    expect(broken(...within)).toEqual([]);
    expect(broken(...within, reserved('q', 2026, 2026, 1))).toEqual([
      '(BudgetLimits): 101 is reserved for 2026, given are 100',
    ]);
  });

  it('hold the commitment authority whenever obligations of later years are added', () => {
    const given = [
      appropriated(2026, 100),
      budget('CommitmentAuthoritySet', { year: 2026, amount: 50 }),
    ] as const;
    expect(broken(...given, reserved('r', 2026, 2027, 50))).toEqual([]);
    expect(broken(...given, reserved('r', 2026, 2027, 51))).toEqual([
      '(BudgetLimits): 51 falls due after 2026, whose commitment authority is 50',
    ]);
  });

  it('hold what is transferred once', () => {
    const both = [
      appropriated(2026, 100),
      reserved('r', 2026, 2026, 80),
      appropriated(2027, 50, 40),
    ] as const;
    expect(broken(...both, reserved('q', 2027, 2027, 70))).toEqual([]);
    expect(broken(...both, reserved('q', 2027, 2027, 80))).toEqual([
      '(BudgetLimits): what was transferred into 2027 is committed twice',
    ]);
  });
});

const terms = {
  awardId: '1',
  reservationId: 'r',
  budgetYear: 2026,
  amount: nok(100),
  conditions: [],
  schedule: [{ number: 1, dueDate: '2026-03-01', amount: 100 }],
};
const money: readonly Happened[] = [
  appropriated(2026, 1000),
  reserved('r', 2026, 2026, 100),
  ['award-1', 'AwardAccepted', 'ola', terms],
  ['award-1', 'InstalmentReleased', 'ola', { instalment: 1, payoutId: 'p', amount: nok(100) }],
  ['payout-p', 'PayoutOpened', 'process', { payoutId: 'p', amount: nok(100) }],
];

describe('the money of a case', () => {
  it('is never more in force than its commitments hold', () => {
    expect(broken(...money)).toEqual([]);
    const released = budget('CommitmentReleased', { reservationId: 'r', payments: [], grounds: 'g' });
    expect(broken(...money, released)).toEqual([
      '(MoneyOfCases): the award needs 100 of a commitment that holds 0',
    ]);
  });

  it('is never granted without being reserved', () => {
    const submitted: Happened = ['application-1', 'ApplicationSubmitted', 'ola', { amount: nok(100) }];
    const decision = {
      decision: 1,
      outcome: 'granted',
      amount: nok(101),
      reservationId: 'r',
      replaces: 1,
      schedule: [],
    };
    expect(
      broken(...money.slice(0, 2), submitted, ['application-1', 'DecisionReplaced', 'process', decision]),
    ).toEqual(['(MoneyOfCases): 101 is granted, 100 is reserved for it']);
  });

  it('is never paid beyond what is in force and not due back', () => {
    const revoked: Happened = [
      'award-1',
      'AwardRevoked',
      'process',
      { decision: 2, revocation: 1, amountInForce: nok(40), dueBack: nok(50) },
    ];
    expect(broken(...money, revoked)).toEqual([
      '(MoneyOfCases): payouts of 100 less 50 due back are above the 40 in force',
    ]);
    const settled: Happened = ['payout-p', 'PayoutSettled', 'dina', { payoutId: 'p', amount: nok(100) }];
    expect(broken(...money, settled)).toEqual([]);
    expect(broken(...money, settled, revoked)).toContain(
      '(MoneyOfCases): paid 100 less 50 due back is above the 40 in force',
    );
    const again: Happened = ['payout-p', 'PayoutPartiallySettled', 'dina', { payoutId: 'p', amount: nok(1) }];
    expect(broken(...money, again, settled)).toContain('(MoneyOfCases): 101 is paid of a payout of 100');
  });

  it('is in no further payout than the award is for', () => {
    const further: Happened = ['payout-q', 'PayoutOpened', 'process', { payoutId: 'q', amount: nok(1) }];
    expect(broken(...money, further)).toEqual([
      '(MoneyOfCases): payouts of 101 less 0 due back are above the 100 in force',
    ]);
  });
});

const clear = (person: string): Happened => [
  'application-1',
  'ImpartialityDeclared',
  person,
  { person, conflict: false },
];
const submitted: Happened = ['application-1', 'ApplicationSubmitted', 'ola', {}];
const proposed: Happened = ['application-1', 'DecisionProposed', 'anna', { proposal: 1, grounds: SEALED }];
const approvedBy = (person: string): Happened => [
  'application-1',
  'DecisionApproved',
  person,
  { proposal: 1, outcome: 'rejected', amount: nok(0) },
];

describe('people', () => {
  it('do not decide on what they prepared', () => {
    const all = [submitted, clear('anna'), clear('berit'), proposed] as const;
    expect(broken(...all, approvedBy('berit'))).toEqual([]);
    expect(broken(...all, approvedBy('anna'))).toEqual(['(FourEyes): anna prepared it']);
    expect(broken(...all, approvedBy('process'))).toEqual(['(FourEyes): no person decided']);
  });

  it('do not approve the payout they attested', () => {
    const attested: Happened = ['payout-p', 'PayoutAttested', 'carl', { payoutId: 'p' }];
    const approved: Happened = ['payout-p', 'PayoutApproved', 'carl', { payoutId: 'p' }];
    expect(broken(...money, clear('carl'), attested, approved)).toEqual(['(FourEyes): carl prepared it']);
  });

  it('do not act on both sides', () => {
    const attested: Happened = ['payout-p', 'PayoutAttested', 'ola', { payoutId: 'p' }];
    expect(broken(submitted, ...money, clear('ola'), attested)).toEqual(['(NobodyOnBothSides): ola applied']);
  });

  it('do not judge an appeal against what they had a part in', () => {
    const appeal: Happened = [
      'appeal-a',
      'AppealSubmitted',
      'ola',
      { against: { kind: 'decision', number: 1 }, grounds: SEALED },
    ];
    const decided: Happened = ['appeal-a', 'AppealLetStand', 'berit', { grounds: SEALED }];
    expect(
      broken(submitted, clear('anna'), clear('berit'), proposed, approvedBy('berit'), appeal, decided),
    ).toEqual(['(FreshJudges): berit had a part in what is appealed against']);
  });

  it('declare their impartiality first, and take no step with a conflict', () => {
    expect(broken(submitted, proposed)).toEqual(['(Impartiality): anna declared nothing']);
    const conflict: Happened = [
      'application-1',
      'ImpartialityDeclared',
      'anna',
      { person: 'anna', conflict: true },
    ];
    expect(broken(submitted, conflict, proposed)).toEqual([
      '(Impartiality): anna has a conflict, or a doubt',
    ]);
    expect(broken(submitted, conflict, clear('anna'))).toEqual([
      '(Impartiality): anna took a declaration back',
    ]);
    const ruled: Happened = [
      'application-1',
      'ImpartialityRuled',
      'sigrid',
      { person: 'anna', mayPrepare: true, mayDecide: false, grounds: SEALED },
    ];
    expect(broken(submitted, conflict, ruled, proposed)).toEqual([]);
    const prepared: Happened = ['appeal-a', 'AppealPreparationBegun', 'dag', {}];
    expect(broken(submitted, prepared)).toEqual(['(Impartiality): dag declared nothing']);
  });

  it('are bound in the whole case, also by what they said in an appeal', () => {
    const said = (conflict: boolean): Happened => [
      'appeal-a',
      'AppealImpartialityDeclared',
      'carl',
      { person: 'carl', conflict },
    ];
    const approved: Happened = ['payout-p', 'PayoutApproved', 'carl', {}];
    const onlyOf = (...happened: readonly Happened[]) =>
      broken(...happened).filter((each) => each.startsWith('(Impartiality)'));
    expect(onlyOf(submitted, approved)).toEqual(['(Impartiality): carl declared nothing']);
    expect(onlyOf(submitted, said(false), approved)).toEqual([]);
    expect(onlyOf(submitted, said(true), approved)).toEqual([
      '(Impartiality): carl has a conflict, or a doubt',
    ]);
    const assigned: Happened = ['application-1', 'CaseworkerAssigned', 'carl', { caseworker: 'dag' }];
    expect(onlyOf(submitted, assigned)).toEqual([]);
    expect(onlyOf(submitted, said(true), assigned)).toHaveLength(1);
  });
});

describe('a log', () => {
  it('has nothing after an ending but what is listed', () => {
    const withdrawn: Happened = ['application-1', 'ApplicationWithdrawn', 'ola', {}];
    const assigned: Happened = ['application-1', 'CaseworkerAssigned', 'anna', { caseworker: 'anna' }];
    expect(broken(submitted, withdrawn, clear('anna'), assigned)).toEqual([
      '(Endings): it comes after ApplicationWithdrawn',
    ]);
  });

  it('has grounds, sealed, where grounds are due', () => {
    const words: Happened = [
      'application-1',
      'DecisionProposed',
      'anna',
      { proposal: 1, grounds: 'Kari is nice' },
    ];
    expect(broken(submitted, clear('anna'), words)).toEqual(['(Grounds): grounds is not there, sealed']);
    expect(broken(submitted, clear('berit'), approvedBy('berit'))).toEqual([
      '(Grounds): there is no DecisionProposed with its grounds',
    ]);
    expect(broken(['call-c', 'LateSubmissionAllowed', 'mette', {}])).toEqual([
      '(Grounds): grounds are not there',
    ]);
  });

  it('carries out a command once', () => {
    const note = (by: string): Happened => ['report-r', 'ReportReminderSent', by, {}];
    expect(broken(note('process as c1'), note('process as c1'), note('process as c2'))).toEqual([]);
    expect(broken(note('process as c1'), note('process as c2'), note('process as c1'))).toEqual([
      '(CommandIds): a command was carried out again',
    ]);
  });
});
