import { describe, expect, it } from '@jest/globals';
import { toldBy } from '#cqrs/queries/sentence.js';
import type { Readable } from '#cqrs/queries/readable.js';
import type { SettlementEvent } from '../../contract/events.js';
import { samples } from '../../domain/settlement/testing/samples.js';
import { PILOT_SENTENCES } from '../sentences.js';

type DataOf<Type extends SettlementEvent['type']> = Readable<
  Extract<SettlementEvent, { type: Type }>['data']
>;

const nok = (kroner: number) => ({ amount: kroner * 100, currency: 'NOK' });
const [calculated] = samples.states.calculated;

/** One event of every type: what it says, and why. */
const STORY: {
  readonly [Type in SettlementEvent['type']]: readonly [Partial<DataOf<Type>>, string, (string | null)?];
} = {
  SettlementCalculated: [
    calculated!.data,
    'carl calculated version 1 of the interim settlement: NOK 2,250,000.00 ' +
      '(The state NOK 1,575,000.00, The town NOK 675,000.00)',
  ],
  SettlementReviewed: [
    { reviewedBy: 'walter', version: 1, note: 'Compared' },
    'walter reviewed version 1 of the settlement',
    'Compared',
  ],
  SettlementReturned: [
    { returnedBy: 'wenche', directorate: 'welfare', version: 1, grounds: 'The register is late.' },
    'wenche of welfare sent version 1 of the settlement back',
    'The register is late.',
  ],
  SettlementApproved: [
    { approvedBy: 'wenche', directorate: 'welfare', version: 1, note: null },
    'wenche approved version 1 of the settlement for welfare',
    null,
  ],
  SettlementConcluded: [
    { version: 1, total: 225_000_000, currency: 'NOK' },
    'Version 1 of the settlement is concluded: NOK 2,250,000.00',
  ],
  SettlementSuperseded: [{ version: 1, by: 2 }, 'Version 2 of the settlement takes the place of version 1'],
  ShareClaimed: [
    { payer: 'town', organisation: '974770172', ...nok(675_000) },
    '974770172 (town) owes NOK 675,000.00 as its share',
  ],
  SharePaid: [
    { payer: 'town', ...nok(5000), paidOn: '2029-05-02', reference: 'B1' },
    'town paid NOK 5,000.00 of its share on 2029-05-02 (reference B1)',
  ],
  StateShareOrdered: [
    { ...nok(1_575_000), order: 1 },
    "NOK 1,575,000.00 of the state's share was ordered (payout 1)",
  ],
  ProvisionAbandoned: [
    { grounds: 'nobody approved' },
    'Money that was provided for a settlement nobody concluded, or ordered by, is let go',
    'nobody approved',
  ],
  StateShareWithheld: [nok(1), "NOK 1.00 of the state's share that was ordered is not paid"],
  StateShareReclaimed: [nok(250), "NOK 250.00 of the state's share was paid too much and is claimed back"],
  StateShareReclaimWithdrawn: [nok(200), 'NOK 200.00 is owed after all and not claimed back any more'],
  StateShareOverpaymentWaived: [nok(50), 'NOK 50.00 that was paid too much is left to the payee'],
  SettlementFlagged: [
    { version: 1, person: 'walter' },
    'Version 1 of the settlement is flagged: walter, who has a conflict of interest, had a part in it',
  ],
  SettlementUpheld: [
    { version: 1, person: 'sigrid', grounds: 'Others checked it.' },
    'sigrid upheld the flagged version 1 of the settlement',
    'Others checked it.',
  ],
  SettlementStandInNamed: [
    { version: 1, person: 'beate', namedBy: 'sigrid', grounds: 'Hers too.' },
    'sigrid named beate to look at the flagged version 1 of the settlement',
    'Hers too.',
  ],
};

const told = (type: SettlementEvent['type'], data: object) => toldBy(PILOT_SENTENCES, type, data).what;

describe('what the events of a settlement tell', () => {
  it.each(Object.entries(STORY))('%s', (type, [data, what, why = null]) => {
    expect(toldBy(PILOT_SENTENCES, type, data)).toEqual({ what, why });
  });

  it('says that a settlement is the final one', () => {
    expect(told('SettlementCalculated', { ...calculated!.data, final: true })).toContain('final settlement');
  });

  it('says that a payer owes less than before, without a negative amount', () => {
    const less = { payer: 'town', organisation: '974770172', ...nok(-250) };
    expect(told('ShareClaimed', less)).toBe('974770172 (town) owes NOK 250.00 less than before');
  });

  it('leaves out a reference whose key was erased', () => {
    const [data] = STORY.SharePaid;
    expect(told('SharePaid', { ...data, reference: null })).toBe(
      'town paid NOK 5,000.00 of its share on 2029-05-02',
    );
  });
});
