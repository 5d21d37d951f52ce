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

  it.each([
    [
      'nb-NO',
      'Klagen er delvis tatt til følge. Tilskuddet er nå på 180 000 kroner.',
      'Klagen er delvis tatt til følge. Kravet om tilbakebetaling er satt ned til 180 000 kroner.',
    ],
    [
      'nn-NO',
      'Klaga er delvis teken til følgje. Tilskotet er no på 180 000 kroner.',
      'Klaga er delvis teken til følgje. Kravet om tilbakebetaling er sett ned til 180 000 kroner.',
    ],
    [
      'en-GB',
      'The appeal has succeeded in part. The grant now amounts to NOK 180,000.',
      'The appeal has succeeded in part. The claim for repayment has been reduced to NOK 180,000.',
    ],
  ] as const)('says what was upheld in part, and costs may be covered: %s', (language, revoked, claimed) => {
    const of = (kind: 'revocation' | 'recovery') =>
      JSON.stringify(
        appealOutcomeLetter({
          ...facts.appealOutcomeFacts(language),
          against: { kind, decidedOn: '2027-01-15' },
          newAmount: undefined,
          inPart: { amount: 18_000_000, currency: 'NOK' },
        }),
      ).replace(/\u00a0/g, ' ');
    expect(of('revocation')).toContain(revoked);
    expect(of('recovery')).toContain(claimed);
    expect(of('recovery')).toMatch(/Sakskostnader|"Costs"/);
  });

  it('may be appealed where it is not final', () => {
    const open = headings({ outcome: 'dismissed', appeal });
    expect(open).toContain('Klagerett');
    expect(open).not.toContain('Vedtaket er endelig');
  });

  it('is not final when the case is sent back', () => {
    expect(headings({ outcome: 'annulled' })).not.toContain('Vedtaket er endelig');
  });

  it.each([
    ['nb-NO', 'Søknaden om endring av tilskuddet skal innvilges.'],
    ['nn-NO', 'Søknaden om endring av tilskotet skal innvilgast.'],
    ['en-GB', 'The request to amend the grant is to be granted.'],
  ] as const)(
    'is, against a refusal, that the request is granted, or only that it fell: %s',
    (language, said) => {
      const against = { kind: 'refusal', decidedOn: '2027-01-15' } as const;
      const text = (won: (typeof outcome)['outcome']) =>
        JSON.stringify(
          appealOutcomeLetter({
            ...facts.appealOutcomeFacts(language),
            newAmount: undefined,
            against,
            outcome: won,
          }),
        );
      for (const won of ['changed', 'reversed'] as const) expect(text(won)).toContain(said);
      for (const other of ['annulled', 'let-stand', 'dismissed'] as const)
        expect(text(other)).not.toContain(said);
    },
  );

  it.each([
    [
      'nb-NO',
      /skal søknaden om endring innvilges/,
      'avgjør vi søknaden om endring på nytt',
      /Endringen gjøres i et eget vedtak|sendt tilbake/,
    ],
    [
      'nn-NO',
      /skal søknaden om endring innvilgast/,
      'avgjer vi søknaden om endring på nytt',
      /Endringa blir gjord i eit eige vedtak|send tilbake/,
    ],
    [
      'en-GB',
      /the request to amend it is to be granted/,
      'we decide on the request to amend it anew',
      /made in a separate decision|sent back/,
    ],
  ] as const)(
    'promises no amendment of a grant that was revoked: %s',
    (language, granted, anew, promised) => {
      const text = (won: (typeof outcome)['outcome']) =>
        JSON.stringify(
          appealOutcomeLetter({
            ...facts.appealOutcomeFacts(language),
            newAmount: undefined,
            against: { kind: 'refusal', decidedOn: '2027-01-15' },
            outcome: won,
            grantRevoked: true,
          }),
        );
      for (const won of ['changed', 'reversed', 'annulled'] as const) expect(text(won)).not.toMatch(promised);
      for (const won of ['changed', 'reversed'] as const) expect(text(won)).toMatch(granted);
      expect(text('annulled')).toContain(anew);
      expect(text('annulled')).not.toMatch(granted);
    },
  );
});
