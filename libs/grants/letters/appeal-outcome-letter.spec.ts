import { describe, expect, it } from '@jest/globals';
import { appealOutcomeLetter } from './appeal-outcome-letter.js';
import * as facts from './testing/sample-facts.js';

describe('what becomes of an appeal', () => {
  const outcome = facts.appealOutcomeFacts('nb-NO');
  const { appeal } = facts.rejectionFacts('nb-NO');
  const headings = (changes: Partial<typeof outcome>): string[] =>
    appealOutcomeLetter({ ...outcome, ...changes }).sections.map(({ heading }) => heading);

  it.each(['let-stand', 'dismissed'] as const)('covers no costs when it was lost: %s', (lost) => {
    expect(headings({ outcome: lost })).not.toContain('Sakskostnader');
  });

  it.each([
    ['nb-NO', 'Vi har endret vedtaket til skade for dere. Tilskuddet er nå på 100 000 kroner.'],
    ['nn-NO', 'Vi har endra vedtaket til skade for dykk. Tilskotet er no på 100 000 kroner.'],
    ['en-GB', 'We have changed the decision to your detriment. The grant now amounts to NOK 100,000.'],
  ] as const)('is said as it is where it is to the detriment of the party: %s', (language, said) => {
    const changes = {
      newAmount: { amount: 10_000_000, currency: 'NOK' },
      detriment: { ground: 'other-interests', grounds: 'Barna i naboblokka.' },
    } as const;
    for (const worse of ['changed', 'reversed'] as const) {
      const letter = appealOutcomeLetter({
        ...facts.appealOutcomeFacts(language),
        ...changes,
        outcome: worse,
      });
      const text = JSON.stringify(letter).replace(/\u00a0/g, ' ');
      expect(text).toContain(said);
      expect(text).toContain('Barna i naboblokka.');
      expect(text).not.toMatch(/ført fram|succeeded|Sakskostnader|"Costs"/);
    }
    const none = { ...changes, newAmount: { amount: 0, currency: 'NOK' } };
    expect(headings(none)).toContain('Hvorfor vedtaket kan endres til skade for dere');
    expect(JSON.stringify(appealOutcomeLetter({ ...outcome, ...none }))).toContain(
      'Dere får ikke lenger tilskudd.',
    );
  });

  it('may be appealed where it is not final', () => {
    const open = headings({ outcome: 'dismissed', appeal });
    expect(open).toContain('Klagerett');
    expect(open).not.toContain('Vedtaket er endelig');
  });

  it('is not final when the case is sent back', () => {
    expect(headings({ outcome: 'annulled' })).not.toContain('Vedtaket er endelig');
  });
});
