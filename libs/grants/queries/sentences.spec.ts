import { describe, expect, it } from '@jest/globals';
import { tell } from './sentences.js';

const nok = (amount: number) => ({ amount: amount * 100, currency: 'NOK' });

describe('what an event tells', () => {
  it.each([
    [
      'AwardAccepted',
      { recipient: '987654325', amount: nok(1000) },
      '987654325 accepted the grant of NOK 1,000.00',
    ],
    [
      'InstalmentReleased',
      { instalment: 1, amount: nok(600), dueDate: '2026-01-02' },
      'Instalment 1 of NOK 600.00, due 2026-01-02, was released for payment',
    ],
  ])('%s', (type, data, what) => {
    expect(tell(type, data)).toEqual({ what, why: null });
  });

  it('is its name where a later context wrote it', () => {
    expect(tell('HearingHeld', {})).toEqual({ what: 'Hearing held', why: null });
  });
});
