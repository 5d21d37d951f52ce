import { describe, expect, it } from '@jest/globals';
import type { DecidedBy } from './facts.js';
import { rejectionLetter } from './rejection-letter.js';
import * as facts from './testing/sample-facts.js';

describe('who decided', () => {
  const two = 'To personer har behandlet saken';
  const signed = (decidedBy: DecidedBy) =>
    rejectionLetter({ ...facts.rejectionFacts('nb-NO'), decidedBy }).signature;

  it('is one person where one decided: nobody prepared it, and there are no two', () => {
    const { officials, note } = signed({ preparedBy: [], approvedBy: { name: 'Dina Dahl' } });
    expect(officials).toEqual([{ label: 'Vedtaket er truffet av', value: 'Dina Dahl' }]);
    expect(note).not.toContain(two);
  });

  it('is nobody yet while it is proposed', () => {
    const { officials, note } = signed({ preparedBy: [{ name: 'Carl Åsen' }] });
    expect(officials).toEqual([{ label: 'Saken er forberedt av', value: 'Carl Åsen' }]);
    expect(note).toContain('ikke godkjent');
  });
});
