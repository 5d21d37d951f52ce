import { describe, expect, it } from '@jest/globals';
import { specification } from '#eventsourcing/given-when-then.js';
import type { AppealEvent, NewDecision } from '../../contract/events.js';
import { appeal } from './appeal.js';
import { worseIn, type Given } from './detriment.js';
import { GRANT, RULES, TERMS, states } from './testing/histories.js';
import { samples } from './testing/samples.js';

const { given } = specification(appeal);
const { commands } = samples;

const before: Given = {
  amount: 300_000,
  schedule: [
    { dueDate: '2026-03-01', amount: 200_000 },
    { dueDate: '2026-09-01', amount: 100_000 },
  ],
  conditions: 2,
  beforePayout: 1,
};

describe('what is worse for a party', () => {
  const paid = (...schedule: [string, number][]) => ({
    schedule: schedule.map(([dueDate, amount]) => ({ dueDate, amount })),
    amount: schedule.reduce((all, [, amount]) => all + amount, 0),
  });
  it.each<[string, Partial<Given>, readonly string[]]>([
    ['the same', {}, []],
    ['less money', paid(['2026-03-01', 200_000]), ['amount']],
    ['nothing', { amount: 0, schedule: [], conditions: 0, beforePayout: 0 }, ['amount']],
    ['more money', paid(['2026-03-01', 200_000], ['2026-09-01', 200_000]), []],
    ['the last instalment a day later', paid(['2026-03-01', 200_000], ['2026-09-02', 100_000]), ['dates']],
    ['all at once and earlier', paid(['2026-05-10', 300_000]), []],
    ['more money, and years later', paid(['2030-01-01', 400_000]), ['dates']],
    ['what fell due before it, later in the year', paid(['2026-09-01', 300_000]), []],
    [
      'what fell due before it, in the next year',
      paid(['2026-09-01', 100_000], ['2027-01-01', 200_000]),
      ['dates'],
    ],
    ['less, and later', paid(['2026-12-01', 250_000]), ['amount', 'dates']],
    ['one condition more', { conditions: 3 }, ['conditions']],
    ['a condition that now holds back payments', { beforePayout: 2 }, ['conditions']],
    ['fewer conditions', { conditions: 0, beforePayout: 0 }, []],
    [
      'more money under more conditions',
      { ...paid(['2026-03-01', 200_000], ['2026-09-01', 200_000]), conditions: 3 },
      [],
    ],
    [
      'more money of which nothing is paid before one condition more',
      { ...paid(['2026-03-01', 200_000], ['2026-09-01', 200_000]), conditions: 3, beforePayout: 2 },
      ['conditions'],
    ],
  ])('%s', (_, changes, worse) => {
    expect(worseIn(before, { ...before, ...changes }, '2026-05-04')).toEqual(worse);
  });

  it('is nothing where nothing was granted', () => {
    const rejected = { amount: 0, schedule: [], conditions: 0, beforePayout: 0 };
    expect(worseIn(rejected, before, '2026-05-04')).toEqual([]);
  });
});

const less: NewDecision = {
  ...GRANT,
  amount: { amount: 100_000, currency: 'NOK' },
  schedule: [{ number: 1, dueDate: '2026-09-01', amount: 100_000 }],
};
const terms = { ...TERMS, before };
const told = (sentOn: string): AppealEvent => ({
  type: 'DetrimentNoticeSent',
  data: { person: 'anna', sentOn },
});

describe('the appeal body', () => {
  // The deciding body received the appeal on 2 March: notice goes out by 2 June.
  const decide = (history: readonly AppealEvent[], changes: object = {}) =>
    given(...states.forwarded, ...history).when({
      ...commands['DecideAppeal, changed'],
      newDecision: less,
      terms,
      rules: RULES,
      today: '2026-08-03',
      ...changes,
    });
  const others = { ground: 'other-interests', grounds: 'Others need it more' } as const;

  it('says why where it is to the appellant’s detriment', () => {
    decide([told('2026-03-20')]).refused('to-detriment');
  });

  it('needs notice within three months of the appeal, as of old versions; or as the version says', () => {
    decide([], { detriment: others }).refused('detriment-not-warned');
    decide([told('2026-06-03')], { detriment: others }).refused('detriment-not-warned');
    decide([told('2026-06-02')], { detriment: others }).thenTypes('AppealChangedDecision');
    const detriment = {
      appealNotice: { weeks: 2 },
      reviewNotice: { weeks: 3 },
      reversalNotice: { months: 3 },
    };
    const rules = { ...RULES, detriment };
    decide([told('2026-03-17')], { detriment: others, rules }).refused('detriment-not-warned');
  });

  it('needs neither where somebody else’s appeal is well founded', () => {
    const other = { ground: 'other-appeal', appeal: 'b', grounds: 'The neighbour is right' } as const;
    decide([], { detriment: other }).refused('other-appeal-unknown');
    decide([], { detriment: other, othersAppeal: true }).then({
      type: 'AppealChangedDecision',
      data: {
        decider: 'mona',
        decidedOn: '2026-08-03',
        byLetter: true,
        against: { kind: 'decision', number: 1 },
        newDecision: less,
        detriment: { worse: ['amount'], ...other },
        grounds: 'After a new look',
      },
    });
  });

  it('relies on no ground of the deciding body, and says no detriment where nothing is replaced', () => {
    decide([told('2026-03-20')], { detriment: { ...others, ground: 'invalid' } }).refused('ground-not-open');
    given(...states.forwarded)
      .when({ ...commands['DecideAppeal, stands'], detriment: others })
      .refused('detriment-not-wanted');
  });

  it('covers no costs of whoever fared worse', () => {
    const lost: AppealEvent = {
      type: 'AppealChangedDecision',
      data: {
        decider: 'mona',
        against: { kind: 'decision', number: 1 },
        newDecision: less,
        detriment: { worse: ['amount'], ...others },
        grounds: 'Others need it more',
      },
    };
    given(...states.forwarded, lost)
      .when(commands.CoverCosts)
      .refused('wrong-state');
  });
});

describe('the deciding body', () => {
  const propose = (changes: object = {}) =>
    given(...states['under-preparation']).when({
      ...commands.ProposeReversal,
      newDecision: less,
      terms: { ...terms, noticeOn: '2026-02-09' },
      ...changes,
    });

  it('reverses to the detriment of the party only on a ground that allows it', () => {
    propose().refused('to-detriment');
    const detriment = { ground: 'other-interests', grounds: 'Others need it more' } as const;
    propose({ detriment }).refused('ground-not-open');
    for (const ground of ['invalid', 'other-law', 'reserved', 'general-principles'] as const)
      propose({ detriment: { ground, grounds: 'Got by fraud' } }).thenTypes('ReversalProposed');
  });

  it('may, as long as nobody was told of the decision: also when it is approved', () => {
    const detriment = { ground: 'not-notified', grounds: 'It never went out' } as const;
    propose({ detriment }).refused('decision-notified');
    propose({ detriment, terms }).thenTypes('ReversalProposed');
    const proposed: AppealEvent = {
      type: 'ReversalProposed',
      data: {
        proposer: 'anna',
        newDecision: less,
        detriment: { worse: ['amount'], ...detriment },
        grounds: 'A mistake',
      },
    };
    const approve = (noticeOn?: string) =>
      given(...states['under-preparation'], proposed).when({
        ...commands.ApproveReversal,
        terms: { ...terms, noticeOn },
      });
    approve().thenTypes('AppealReversed');
    approve('2026-04-01').refused('decision-notified');
  });

  it('proposes anew what was proposed for the worse before a ground was asked for', () => {
    const proposed: AppealEvent = {
      type: 'ReversalProposed',
      data: { proposer: 'anna', newDecision: less, grounds: 'As it was' },
    };
    given(...states['under-preparation'], proposed)
      .when({ ...commands.ApproveReversal, terms })
      .refused('to-detriment');
  });
});

describe('notice that it may get worse', () => {
  it('is sent between the appeal and today', () => {
    const notice = { ...commands.RecordDetrimentNotice, today: '2026-03-10' };
    for (const sentOn of ['2026-03-01', '2026-03-11'])
      given(...states.received)
        .when({ ...notice, sentOn })
        .refused('date-invalid');
    for (const sentOn of ['2026-03-02', '2026-03-10'])
      given(...states.received)
        .when({ ...notice, sentOn })
        .thenTypes('DetrimentNoticeSent');
  });
});
