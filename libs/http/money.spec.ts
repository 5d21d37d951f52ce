import { describe, expect, it } from '@jest/globals';
import { amountsOf, sameCurrency } from './money.js';
import { NothingPipe } from './no-content.js';

const nok = (amount: number) => ({ amount, currency: 'NOK' });

describe('the amounts of a body', () => {
  it('are in one currency', () => {
    expect(() => sameCurrency('NOK', { '/a': nok(1), '/b': undefined })).not.toThrow();
    expect(() =>
      sameCurrency(
        'NOK',
        amountsOf('/lines', [{ amount: nok(1) }, { amount: { amount: 1, currency: 'EUR' } }]),
      ),
    ).toThrow('/lines/1/amount/currency: must be NOK here');
  });

  it('can be added up exactly', () => {
    expect(() => sameCurrency('NOK', { '/a': nok(Number.MAX_SAFE_INTEGER), '/b': nok(0) })).not.toThrow();
    expect(() => sameCurrency('NOK', { '/a': nok(Number.MAX_SAFE_INTEGER), '/b': nok(1) })).toThrow(
      '/b/amount: makes a sum',
    );
  });
});

describe('the body of a command that takes none', () => {
  const pipe = new NothingPipe();

  it('is empty or not there', () => {
    for (const body of [undefined, {}]) expect(pipe.transform(body)).toEqual({});
  });

  it('is nothing else', () => {
    expect(() => pipe.transform({ 'a/b': 1 })).toThrow('/a~1b: is not a member that is known here');
    for (const body of [null, [], 'x', 1])
      expect(() => pipe.transform(body)).toThrow('must be a JSON object');
  });
});
