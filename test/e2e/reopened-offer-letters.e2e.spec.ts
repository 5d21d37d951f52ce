import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#calendar/oslo.js';
import { lapsedOffers } from '#test/support/lapsed-offers.js';
import { officialsOf, openScheme, YEAR } from '#test/support/scheme.js';
import { startSystem, type System } from '#test/support/system.js';

describe('an offer that is open again', () => {
  let system: System;
  let offers: ReturnType<typeof lapsedOffers>;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-01-05T11:00:00Z` });
    const officials = await officialsOf(system);
    const applicant = await system.as('ola', 'applicant', '987654325');
    const body = await system.as('mona', 'appeal-body', 'ministry');
    offers = lapsedOffers(system, { officials, applicant, body });
    callId = await openScheme(officials.manager, 'told', 10_000_000, { acceptance: { weeks: 3 } });
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('is told to the party by letter, in the form of Norwegian or the language of its application', async () => {
    for (const [language, words] of [
      ['nb', /Tilskuddet kan godtas igjen.*fristen for å godta tilskuddet gikk ut.*Dere må godta tilskuddet/],
      ['nn', /Tilskotet kan godtakast igjen.*fristen for å godta tilskotet gjekk ut.*De må godta tilskotet/],
      [
        'en',
        /The grant can be accepted again.*the time to accept the grant was over on.*You must accept the grant/,
      ],
    ] as const) {
      const { id, lastDay } = await offers.lapsed(callId, 0, { language });
      await offers.correct(id, addDays(lastDay, -11));
      const letters = await offers.lettersOf(id, 'reopened-offer');
      expect(letters).toHaveLength(1);
      expect(letters[0]).toMatch(words);
      expect(letters[0]).not.toMatch(/undefined|NaN/);
    }
  });
});
