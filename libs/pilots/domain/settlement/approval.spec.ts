import { describe, expect, it } from '@jest/globals';
import { asJson } from '#eventsourcing/testing/as-json.js';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { settlement } from './settlement.js';
import { approving, calculation, returning, reviewing } from './testing/judging.js';
import { and, samples } from './testing/samples.js';

const { states } = samples;
const { given } = specification(settlement);

const review = reviewing(fold(settlement, states.calculated));
const approve = approving(fold(settlement, states.reviewed));
const second = approving(fold(settlement, states['approved by one']));
const sendBack = returning(fold(settlement, states.reviewed));

describe('a settlement is reviewed', () => {
  it('by another person than the one who calculated it', () => {
    given(...states.calculated)
      .when({ ...review, person: 'carl' })
      .refused('four-eyes');
    given(...states.calculated)
      .when({ ...review, note: 'Seen' })
      .then({
        type: 'SettlementReviewed',
        data: { pilotId: 'p', version: 1, reviewedBy: 'walter', note: 'Seen' },
      });
  });

  it('in its last version, while that stands on what is verified', () => {
    given(...states['calculated anew'])
      .when(review)
      .refused('settlement-version');
    given(...states.calculated)
      .when({ ...review, basis: '45 fewer' })
      .refused('settlement-outdated');
  });
});

describe('a settlement is approved', () => {
  it.each([
    ['calculated it', 'carl'],
    ['reviewed it', 'walter'],
    ['measured', 'eva'],
    ['verified a measurement', 'vera'],
  ])('by nobody who %s, for neither directorate', (_, person) => {
    given(...states.reviewed)
      .when({ ...approve, person })
      .refused('four-eyes');
    given(...states['approved by one'])
      .when({ ...second, person })
      .refused('four-eyes');
  });

  it('on money that was provided for it, and not on what was let go meanwhile', () => {
    given(...states['provision let go'])
      .when({ ...second, raise: 'raise-1' })
      .refused('reservation-abandoned');
    given(...states['provision let go'])
      .when({ ...second, raise: 'raise-2' })
      .thenTypes('SettlementApproved', 'SettlementConcluded', 'ShareClaimed');
    expect(and(states['approved by one'], { ...second, raise: 'raise-2' }).at(-2)).toMatchObject({
      type: 'SettlementConcluded',
      data: { raise: 'raise-2' },
    });
  });

  it('after it was reviewed', () => {
    given(...states.calculated)
      .when(approve)
      .refused('settlement-state');
  });

  it('by one directorate without being concluded, in whichever order', () => {
    for (const first of [approve, second])
      given(...states.reviewed)
        .when(first)
        .then({
          type: 'SettlementApproved',
          data: {
            pilotId: 'p',
            version: 1,
            directorate: first.directorate,
            approvedBy: first.person,
            note: undefined,
          },
        });
    given(...and(states.reviewed, second))
      .when(approve)
      .thenTypes('SettlementApproved', 'SettlementConcluded', 'ShareClaimed');
  });

  it('by one directorate once, however many persons it has', () => {
    given(...states['approved by one'])
      .when({ ...approve, person: 'cora' })
      .refused('other-directorate');
  });

  it('by nobody for both directorates', () => {
    given(...states['approved by one'])
      .when({ ...second, person: 'cecilie' })
      .refused('four-eyes');
  });

  it('no more once something else is verified', () => {
    given(...states.reviewed)
      .when({ ...approve, basis: '45 fewer' })
      .refused('settlement-outdated');
    given(...states['approved by one'])
      .when({ ...second, basis: '45 fewer' })
      .refused('settlement-outdated');
  });

  it('in the version that was seen', () => {
    given(...and(states.reviewed, calculation('45 fewer'), { ...review, version: 2, basis: '45 fewer' }))
      .when({ ...approve, basis: '45 fewer' })
      .refused('settlement-version');
  });
});

describe('a settlement that both directorates approved', () => {
  it('is concluded, and claims from the payers other than the state', () => {
    given(...states['approved by one'])
      .when({ ...second, note: 'Agreed' })
      .then(
        {
          type: 'SettlementApproved',
          data: { pilotId: 'p', version: 1, directorate: 'welfare', approvedBy: 'wenche', note: 'Agreed' },
        },
        {
          type: 'SettlementConcluded',
          data: {
            pilotId: 'p',
            version: 1,
            final: false,
            schemeId: 's',
            currency: 'NOK',
            total: 225_000_000,
            differences: [
              { payer: 'state', before: 0, now: 157_500_000, difference: 157_500_000 },
              { payer: 'town', before: 0, now: 67_500_000, difference: 67_500_000 },
            ],
            budgetYear: 2029,
            statePayee: 'town',
          },
        },
        {
          type: 'ShareClaimed',
          data: {
            pilotId: 'p',
            version: 1,
            payer: 'town',
            organisation: 'town',
            currency: 'NOK',
            amount: 67_500_000,
            claimedOn: '2029-05-01',
          },
        },
      );
  });

  it('takes the place of the one before and claims the difference alone, below 0 where it is less', () => {
    const told = (state: 'concluded anew, for more' | 'concluded anew, for less') => states[state].slice(-3);
    expect(told('concluded anew, for more')).toMatchObject([
      { type: 'SettlementConcluded', data: { version: 2, total: 275_000_000 } },
      { type: 'ShareClaimed', data: { version: 2, payer: 'town', amount: 15_000_000 } },
      { type: 'SettlementSuperseded', data: { version: 1, by: 2 } },
    ]);
    expect(told('concluded anew, for less')).toMatchObject([
      { type: 'SettlementConcluded', data: { version: 2, total: 50_000_000 } },
      { type: 'ShareClaimed', data: { version: 2, payer: 'town', amount: -52_500_000 } },
      { type: 'SettlementSuperseded', data: { version: 1, by: 2 } },
    ]);
  });

  it('claims nothing where nothing differs', () => {
    expect(
      states['concluded as the final one']
        .slice(states['state share ordered'].length)
        .map(({ type }) => type),
    ).toEqual([
      'SettlementCalculated',
      'SettlementReviewed',
      'SettlementApproved',
      'SettlementApproved',
      'SettlementConcluded',
      'SettlementSuperseded',
    ]);
  });
});

describe('a settlement that is sent back', () => {
  it('is neither reviewed nor approved any more', () => {
    given(...states.returned)
      .when(review)
      .refused('settlement-state');
    given(...states.returned)
      .when(approve)
      .refused('settlement-state');
  });

  it('was not concluded, and is the last version', () => {
    given(...states.concluded)
      .when(sendBack)
      .refused('settlement-state');
    given(...states['calculated anew'])
      .when(sendBack)
      .refused('settlement-version');
  });

  it('takes the approval of the other directorate with it', () => {
    const anew = and(states['approved by one'], sendBack, calculation('35 fewer'));
    expect(asJson(fold(settlement, anew))).toMatchObject({ current: { version: 2, approvals: [] } });
  });

  it('leaves what was concluded before in force', () => {
    const back = and(states['calculated anew'], { ...sendBack, version: 2 });
    expect(fold(settlement, back)).toMatchObject({ status: 'returned', concluded: { version: 1 } });
  });
});
