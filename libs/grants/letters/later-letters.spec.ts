import { describe, expect, it } from '@jest/globals';
import { typeset } from '#letters/pdf/typeset.js';
import { readPdf, textOf } from '#letters/testing/read-pdf.js';
import { forewarningLetter } from './forewarning-letter.js';
import {
  amendmentLetter,
  claimLetter,
  refusalLetter,
  reinstatementLetter,
  revocationLetter,
} from './later-letters.js';
import * as facts from './testing/sample-facts.js';
import { says, type Required, type SaidLetter } from './testing/says.js';

const GRANTED: Required = [
  'the decision on the grant',
  'vedtaket av 15. januar 2027 om tilskudd',
  'vedtaket av 15. januar 2027 om tilskot',
  'the decision of 15 January 2027 on a grant',
];

/** The right of appeal of a letter that is kept before notice of it was received. */
const APPEALABLE: readonly Required[] = [
  GRANTED,
  [
    'how long there is to appeal',
    'Klagefristen er tre uker fra dere fikk dette brevet.',
    'Klagefristen er tre veker frå de fekk dette brevet.',
    'The time limit for an appeal is three weeks from the day you received this letter.',
  ],
  [
    'who decided',
    'Saken er forberedt av: Carl Åsen, rådgiver',
    'Saka er førebudd av: Carl Åsen, rådgiver',
    'Carl Åsen, rådgiver',
  ],
];

const REVOCATION: readonly Required[] = [
  [
    'what stays in force',
    'Tilskuddet blir satt ned fra 1 000 000 kroner til 750 000 kroner.',
    'Tilskotet blir sett ned frå 1 000 000 kroner til 750 000 kroner.',
    'The grant is reduced from NOK 1,000,000 to NOK 750,000.',
  ],
  [
    'where the arithmetic stands',
    'Forhåndsvarselet viser hvordan reduksjonen er regnet ut.',
    'Førehandsvarselet viser korleis reduksjonen er rekna ut.',
    'The advance notice shows how the reduction was calculated.',
  ],
  [
    'that a claim is forewarned',
    'Dere får i så fall et eget varsel',
    'De får i så fall eit eige varsel',
    'You will then receive a separate notice',
  ],
];

const CLAIM: readonly Required[] = [
  [
    'the sum and its day',
    'kreve 200 000 kroner av tilskuddet tilbake. Beløpet må være betalt innen 2. april 2027.',
    'krevje 200 000 kroner av tilskotet tilbake. Beløpet må vere betalt innan 2. april 2027.',
    'reclaim NOK 200,000 of the grant. The amount must be paid by 2 April 2027.',
  ],
  [
    'why',
    'Kravet gjelder penger som ikke er brukt.',
    'Kravet gjeld pengar som ikkje er brukte.',
    'The claim concerns money that was not spent.',
  ],
  [
    'what is left to the party',
    'Vi krever ikke tilbake 50 000 kroner av det vi varslet om.',
    'Vi krev ikkje tilbake 50 000 kroner av det vi varsla om.',
    'We do not reclaim NOK 50,000 of what we gave notice of.',
  ],
  ['instalments', 'be om å få betale i avdrag', 'be om å få betale i avdrag', 'ask to pay in instalments'],
];

const AMENDMENT: readonly Required[] = [
  [
    'the amount',
    'Tilskuddet blir satt ned fra 1 000 000 kroner til 800 000 kroner.',
    'Tilskotet blir sett ned frå 1 000 000 kroner til 800 000 kroner.',
    'The grant is reduced from NOK 1,000,000 to NOK 800,000.',
  ],
  ['the plan', '15. juni 2027 kr 300 000,00', '15. juni 2027 kr 300 000,00', '15 June 2027 NOK 300,000.00'],
  [
    'a condition that comes first',
    'Leieavtalen legges fram. (Må være oppfylt før noe blir utbetalt.)',
    'Leieavtalen legges fram. (Må vere oppfylt før noko blir utbetalt.)',
    'Leieavtalen legges fram.',
  ],
  [
    'that a condition falls away',
    'Ett av de tidligere vilkårene faller bort.',
    'Eitt av dei tidlegare vilkåra fell bort.',
    'One of the earlier conditions no longer applies.',
  ],
];

const REFUSAL: readonly Required[] = [
  [
    'what is refused',
    'Vi har avslått søknaden deres av 8. februar 2027 om endring av tilskuddet. Dere søkte om dette: Vi ber om at andre utbetaling kommer i desember i stedet for i september.',
    'Vi har avslått søknaden dykkar av 8. februar 2027 om endring av tilskotet. De søkte om dette: Vi ber om at andre utbetaling kommer i desember i stedet for i september.',
    'We have refused your request of 8 February 2027 to amend the grant. You asked for the following: Vi ber om at andre utbetaling kommer i desember i stedet for i september.',
  ],
  [
    'that nothing changes',
    'Tilskuddet og vilkårene for det er som før.',
    'Tilskotet og vilkåra for det er som før.',
    'The grant and its conditions remain as they were.',
  ],
  [
    'why',
    'Begrunnelse Plassene trengs fra september',
    'Grunngiving Plassene trengs fra september',
    'Plassene trengs fra september',
  ],
  [
    'who hears an appeal',
    'Dere kan klage på vedtaket. Klageinstans er Arbeids- og inkluderingsdepartementet.',
    'De kan klage på vedtaket. Klageinstans er Arbeids- og inkluderingsdepartementet.',
    'You may appeal',
  ],
];

const LETTERS: readonly SaidLetter[] = [
  {
    name: 'revocation',
    make: (language) => revocationLetter(facts.revocationFacts(language)),
    titles: ['Vedtak om omgjøring', 'Vedtak om omgjering', 'Decision to revoke a grant'],
    says: [...APPEALABLE, ...REVOCATION],
  },
  {
    name: 'revocation reversed',
    make: (language) => {
      const { appeal: _, ...favourable } = facts.revocationFacts(language);
      return reinstatementLetter(favourable);
    },
    titles: [
      'Vedtak om omgjøring til gunst for dere',
      'Vedtak om omgjering til gunst for dykk',
      'Decision reversed in your favour',
    ],
    says: [
      GRANTED,
      [
        'what is in force again',
        'Tilskuddet er igjen på 750 000 kroner.',
        'Tilskotet er igjen på 750 000 kroner.',
        'The grant again amounts to NOK 750,000.',
      ],
    ],
  },
  {
    name: 'claim for repayment',
    make: (language) => claimLetter(facts.claimFacts(language)),
    titles: ['Vedtak om tilbakekreving', 'Vedtak om tilbakekrevjing', 'Decision to reclaim a grant'],
    says: [...APPEALABLE, ...CLAIM],
  },
  {
    name: 'amendment for the worse',
    make: (language) => amendmentLetter(facts.amendmentFacts(language)),
    titles: ['Vedtak om endring', 'Vedtak om endring', 'Decision to amend a grant'],
    says: [...APPEALABLE, ...AMENDMENT],
  },
  {
    name: 'refusal of an amendment',
    make: (language) => refusalLetter(facts.refusalFacts(language)),
    titles: [
      'Avslag på søknad om endring av tilskudd',
      'Avslag på søknad om endring av tilskot',
      'Refusal of a request to amend a grant',
    ],
    says: [...APPEALABLE, ...REFUSAL],
  },
];

describe.each(LETTERS)('the letter of a decision after the grant: $name', (letter) => {
  says(letter);
});

describe('a grant that is revoked in full', () => {
  it.each([
    ['nb-NO', 'Hele tilskuddet på 1 000 000 kroner faller bort.'],
    ['nn-NO', 'Heile tilskotet på 1 000 000 kroner fell bort.'],
    ['en-GB', 'The whole grant of NOK 1,000,000 lapses.'],
  ] as const)('lapses: %s', async (language, words) => {
    const revocation = facts.revocationFacts(language);
    const inForce = { ...revocation.inForce, amount: 0 };
    expect(textOf(await readPdf(await typeset(revocationLetter({ ...revocation, inForce }))))).toContain(
      words,
    );
  });
});

describe('a request that was granted in part', () => {
  it.each([
    ['nb-NO', 'om endring av tilskuddet er innvilget tidligere. Vi har avslått resten.'],
    ['nn-NO', 'om endring av tilskotet er innvilga tidlegare. Vi har avslått resten.'],
    ['en-GB', 'to amend the grant was granted earlier. We have refused the rest.'],
  ] as const)('is refused for the rest: %s', async (language, words) => {
    const letter = refusalLetter({ ...facts.refusalFacts(language), inPart: true });
    expect(textOf(await readPdf(await typeset(letter)))).toContain(words);
  });
});

describe('a forewarning that the program makes by itself', () => {
  it('says so, and names nobody', () => {
    const letter = forewarningLetter({
      ...facts.minimalCase('nb-NO'),
      measure: 'recovery',
      grounds: 'Fordi.',
      replyBy: '2027-03-24',
    });
    expect(letter.signature).toMatchObject({
      officials: [],
      note: 'Brevet er laget og sendt automatisk og har derfor ingen underskrift.',
    });
  });
});
