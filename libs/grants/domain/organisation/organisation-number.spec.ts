import { describe, expect, it } from '@jest/globals';
import { isMistypedNumber, isOrganisationNumber } from './organisation-number.js';

describe('an organisation number', () => {
  it.each(['987654325', '889640782', '974760673', '983887457'])('%s carries its check digit', (number) => {
    expect(isOrganisationNumber(number)).toBe(true);
  });

  it.each(['987654321', '987645325', '98765432', '9876543250', 'udir', ''])('is not %j', (text) => {
    expect(isOrganisationNumber(text)).toBe(false);
  });

  it('is given to nobody where the check digit would be 10', () => {
    // 3·1 + 2·1 + 7·1 + 6·1 + 5·1 + 4·1 + 3·1 + 2·2 = 34: 1 above a multiple of 11.
    for (const last of '0123456789') expect(isOrganisationNumber(`11111112${last}`)).toBe(false);
  });

  it('is taken for mistyped only where it could be one', () => {
    expect(['987654321', '987654325', 'GB-CHC-1011056', 'udir'].map(isMistypedNumber)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
