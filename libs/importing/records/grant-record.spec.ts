import { describe, expect, it } from '@jest/globals';
import { paymentsOf } from '../programmes.js';
import { readRecords } from '../testing/records.js';

const record = (change: Record<string, unknown> = {}) => ({
  id: '360G-1',
  title: 'Grant to A',
  currency: 'GBP',
  amountAwarded: 15000.5,
  awardDate: '2015-06-10T00:00:00+00:00',
  recipientOrganization: [{ id: 'GB-CHC-1', name: 'A' }],
  fundingOrganization: [{ id: 'GB-CHC-2', name: 'F' }],
  grantProgramme: [{ title: 'Community' }],
  ...change,
});

describe('a 360Giving record', () => {
  it('becomes a grant in minor units', () => {
    const { grants, refusals } = readRecords([record()]);
    expect(refusals).toEqual([]);
    expect(grants).toEqual([
      expect.objectContaining({ id: '360G-1', amount: 1_500_050, awardDate: '2015-06-10', months: 12 }),
    ]);
  });

  it.each([
    ['not-an-object', []],
    ['no-id', record({ id: ' ' })],
    ['id-not-text', record({ id: '360G-\ud83d' })],
    ['id-not-text', record({ id: '360G-\0' })],
    ['no-amount', record({ amountAwarded: undefined })],
    ['amount-not-a-number', record({ amountAwarded: '15000' })],
    ['amount-negative', record({ amountAwarded: -1 })],
    ['amount-not-in-minor-units', record({ amountAwarded: 1.005 })],
    ['amount-too-large', record({ amountAwarded: 1e15 })],
    ['currency-unknown', record({ currency: 'XYZ' })],
    ['no-date', record({ awardDate: undefined })],
    ['date-not-iso-8601', record({ awardDate: '05/06/2014' })],
    ['date-not-iso-8601', record({ awardDate: '2014-02-30' })],
    ['date-out-of-range', record({ awardDate: '0001-01-10' })],
    ['date-out-of-range', record({ awardDate: '9999-06-10' })],
    ['text-too-long', record({ title: 'x'.repeat(1001) })],
    ['recipient-is-funder', record({ recipientOrganization: [{ id: 'GB-CHC-2', name: 'F' }] })],
    ['organisation-number-invalid', record({ recipientOrganization: [{ id: '910 000 013', name: 'A' }] })],
    ['no-recipient', record({ recipientOrganization: [] })],
    ['no-funder', record({ fundingOrganization: undefined })],
  ])('is refused with %s', (code, bad) => {
    const { grants, refusals } = readRecords([bad]);
    expect(grants).toEqual([]);
    expect(refusals).toEqual([expect.objectContaining({ index: 0, code })]);
  });

  it('names a Norwegian organisation in the one form', () => {
    const { grants } = readRecords([
      record({ recipientOrganization: [{ id: 'NO 910 000 012', name: 'A' }] }),
    ]);
    expect(grants).toMatchObject([{ recipient: { id: '910000012' }, funder: { id: 'GB-CHC-2' } }]);
  });

  it('lands once: of a doubled id the first counts', () => {
    const { grants, refusals } = readRecords([record(), record({ title: 'again' }), record({ id: 'other' })]);
    expect(grants.map(({ id, title }) => [id, title])).toEqual([
      ['360G-1', 'Grant to A'],
      ['other', 'Grant to A'],
    ]);
    expect(refusals).toEqual([
      {
        index: 1,
        id: '360G-1',
        code: 'id-seen-before',
        message: 'its id stands on an earlier record',
      },
    ]);
  });

  it('is refused when the grants in its currency add up to more than numbers hold exactly', () => {
    const large = (id: string, currency = 'GBP') => record({ id, currency, amountAwarded: 1e12 });
    const all = Array.from({ length: 11 }, (_, index) => large(`360G-${index}`));
    const { grants, refusals } = readRecords([
      ...all,
      large('360G-nok', 'NOK'),
      record({ id: '360G-small' }),
    ]);
    expect(grants).toHaveLength(11);
    expect(refusals).toEqual([
      expect.objectContaining({ id: '360G-10', code: 'sum-too-large' }),
      expect.objectContaining({ id: '360G-small', code: 'sum-too-large' }),
    ]);
  });

  it('is paid what it says, and all that was awarded where it says nothing', () => {
    const paid = (amountDisbursed: unknown) => readRecords([record({ amountDisbursed })]).grants[0]?.paid;
    expect([undefined, null, 0, 100.5, 15_000.5].map(paid)).toEqual([
      1_500_050, 1_500_050, 0, 10_050, 1_500_050,
    ]);
  });

  it('is paid no more than was awarded, which is remarked', () => {
    const { grants, remarks } = readRecords([record({ amountDisbursed: 20_000 })]);
    expect(grants).toMatchObject([{ amount: 1_500_050, paid: 1_500_050 }]);
    expect(remarks).toMatchObject([{ index: 0, id: '360G-1', code: 'paid-more-than-awarded' }]);
  });

  it('was applied for as it says; less than was awarded is remarked', () => {
    const { grants, remarks } = readRecords([
      record({ amountAppliedFor: 20_000 }),
      record({ id: '360G-2', amountAppliedFor: 10 }),
    ]);
    expect(grants.map(({ applied }) => applied)).toEqual([2_000_000, 1_500_050]);
    expect(remarks).toMatchObject([{ index: 1, id: '360G-2', code: 'applied-for-less-than-awarded' }]);
  });

  it.each(['amountDisbursed', 'amountAppliedFor'])('is refused when its %s cannot be one', (member) => {
    const codes = [-1, '5', 0.001, 1e15].map(
      (odd) => readRecords([record({ [member]: odd })]).refusals[0]?.code,
    );
    expect(codes).toEqual([
      'amount-negative',
      'amount-not-a-number',
      'amount-not-in-minor-units',
      'amount-too-large',
    ]);
  });

  it('has instalments paid in their order, the last of them in part', () => {
    const schedule = { amountAwarded: 300, plannedDates: [{ duration: 36 }] };
    const paid = (amountDisbursed: number) =>
      readRecords([record({ ...schedule, amountDisbursed })]).grants.flatMap(paymentsOf);
    expect(paid(300)).toEqual([10_000, 10_000, 10_000]);
    expect(paid(150)).toEqual([10_000, 5_000]);
    expect(paid(100)).toEqual([10_000]);
    expect(paid(0)).toEqual([]);
  });

  it('may be for two, of whom the first is shown and the other remarked', () => {
    const recipientOrganization = [
      { id: 'GB-CHC-1', name: 'A' },
      { id: 'GB-CHC-3', name: 'C' },
    ];
    const recipientIndividual = { id: 'P-1', name: 'Jane Quux' };
    for (const two of [{ recipientOrganization }, { recipientIndividual }]) {
      const { grants, remarks } = readRecords([record(two)]);
      expect(grants).toMatchObject([{ recipient: { id: 'GB-CHC-1' } }]);
      expect(remarks).toMatchObject([{ id: '360G-1', code: 'second-recipient' }]);
    }
  });

  it('may be for a private person', () => {
    const person = { id: '360G-person-1', name: 'A person' };
    for (const recipientIndividual of [person, [person]])
      expect(
        readRecords([record({ recipientOrganization: undefined, recipientIndividual })]).grants,
      ).toMatchObject([{ recipient: { ...person, kind: 'person' } }]);
  });

  describe('for a private person', () => {
    const jane = { recipientOrganization: undefined, recipientIndividual: { id: 'P-77', name: 'Jane Quux' } };

    it('gets no title of their name', () => {
      const { grants } = readRecords([record({ ...jane, title: ' ' })]);
      expect(grants).toMatchObject([{ title: 'Grant to a private person' }]);
    });

    it.each([
      { title: 'Bursary for Jane Quux' },
      { description: 'QUUX, Jane studies law' },
      { grantProgramme: [{ title: 'The Jane Quux fund' }] },
    ])('is refused when its texts tell who: %j', (texts) => {
      const { grants, refusals } = readRecords([record({ ...jane, ...texts })]);
      expect(grants).toEqual([]);
      expect(refusals).toMatchObject([{ index: 0, id: '360G-1', code: 'names-private-person' }]);
      expect(JSON.stringify(refusals)).not.toMatch(/quux/i);
    });

    it.each(['360G-P-77', '360G-jane-quux'])(
      'is refused and remarked without its id %s, which tells who',
      (id) => {
        const { refusals, remarks } = readRecords([
          record({ ...jane, id, amountDisbursed: 1e6 }),
          record({ ...jane, id }),
        ]);
        expect(remarks).toMatchObject([{ index: 0, id: null, code: 'paid-more-than-awarded' }]);
        expect(refusals).toMatchObject([{ index: 1, id: null, code: 'id-seen-before' }]);
        expect(JSON.stringify([refusals, remarks])).not.toMatch(/quux|P-77/i);
      },
    );
  });

  it('has what cannot be stored in its texts replaced', () => {
    const recipientOrganization = [{ id: 'GB-CHC-1', name: 'A\r\nB\0' }];
    const { grants } = readRecords([record({ title: ' half \ud83d ', recipientOrganization })]);
    expect(grants).toMatchObject([{ title: 'half \ufffd', recipient: { name: 'A B' } }]);
  });

  it('may be for nothing: a grant of 0 is assessed and rejected later', () => {
    expect(readRecords([record({ amountAwarded: 0 })]).grants).toHaveLength(1);
  });
});
