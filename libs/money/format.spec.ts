import { describe, expect, it } from '@jest/globals';
import { formatMoney, formatMoneyIn, formatMoneyInSentence } from './format.js';

describe('money as people read it', () => {
  it.each([
    [150_000_000, 'NOK', 'NOK 1,500,000.00'],
    [5, 'NOK', 'NOK 0.05'],
    [0, 'GBP', 'GBP 0.00'],
    [-100_050, 'SEK', 'SEK -1,000.50'],
    [1234, 'ISK', 'ISK 1,234'],
    [1234, 'TND', 'TND 1.234'],
    [Number.MAX_SAFE_INTEGER, 'NOK', 'NOK 90,071,992,547,409.91'],
  ])('%d minor units of %s read %s', (amount, currency, text) => {
    expect(formatMoney({ amount, currency })).toBe(text);
  });
});

describe('money in a letter', () => {
  it.each([
    [100_000_000, 'NOK', 'nb-NO', 'kr 1 000 000,00'],
    [100_000_000, 'NOK', 'nn-NO', 'kr 1 000 000,00'],
    [100_000_000, 'NOK', 'en-GB', 'NOK 1,000,000.00'],
    [-5, 'NOK', 'nb-NO', 'kr -0,05'],
    [123_456, 'EUR', 'nn-NO', 'EUR 1 234,56'],
    [1234, 'ISK', 'nb-NO', 'ISK 1 234'],
  ] as const)('%d minor units of %s in %s read %s', (amount, currency, language, text) => {
    expect(formatMoneyIn({ amount, currency }, language)).toBe(text.replaceAll(' ', '\u00a0'));
  });
});

describe('money within a sentence', () => {
  it.each([
    [150_000_000, 'NOK', 'nb-NO', '1 500 000 kroner'],
    [150_050, 'NOK', 'nn-NO', '1 500,50 kroner'],
    [30_000_000, 'EUR', 'nb-NO', '300 000 euro'],
    [150_000, 'GBP', 'nb-NO', 'GBP 1 500'],
    [1234, 'ISK', 'nb-NO', 'ISK 1 234'],
    [-100, 'NOK', 'nb-NO', '-1 kroner'],
    [150_000_000, 'NOK', 'en-GB', 'NOK 1,500,000'],
    [150_050, 'NOK', 'en-GB', 'NOK 1,500.50'],
    [1234, 'ISK', 'en-GB', 'ISK 1,234'],
  ] as const)('%d minor units of %s in %s read %s', (amount, currency, language, text) => {
    expect(formatMoneyInSentence({ amount, currency }, language)).toBe(text.replaceAll(' ', '\u00a0'));
  });
});
