import { describe, expect, it } from '@jest/globals';
import { readRecords } from './testing/records.js';

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
    ['no-recipient', record({ recipientOrganization: [] })],
    ['no-funder', record({ fundingOrganization: undefined })],
  ])('is refused with %s', (code, bad) => {
    const { grants, refusals } = readRecords([bad]);
    expect(grants).toEqual([]);
    expect(refusals).toEqual([expect.objectContaining({ index: 0, code })]);
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
        message: 'the id 360G-1 stands on an earlier record',
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

  it('may be for a private person', () => {
    const person = { id: '360G-person-1', name: 'A person' };
    for (const recipientIndividual of [person, [person]])
      expect(
        readRecords([record({ recipientOrganization: undefined, recipientIndividual })]).grants,
      ).toMatchObject([{ recipient: { ...person, kind: 'person' } }]);
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
