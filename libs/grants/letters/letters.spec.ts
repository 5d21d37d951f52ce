import { describe, expect, it } from '@jest/globals';
import type { LetterDocument, LetterLanguage } from '#letters/letter.js';
import { typeset } from '#letters/pdf/typeset.js';
import { readPdf, textOf } from '#letters/testing/read-pdf.js';
import { appealOutcomeLetter } from './appeal-outcome-letter.js';
import { forewarningLetter } from './forewarning-letter.js';
import { grantLetter } from './grant-letter.js';
import { inadmissibilityLetter, rejectionLetter } from './rejection-letter.js';
import { supplementLetter } from './supplement-letter.js';
import * as facts from './testing/sample-facts.js';
import { LANGUAGES, says, type Required, type SaidLetter } from './testing/says.js';

const HEAD: readonly Required[] = [
  [
    'sender',
    'Arbeids- og velferdsdirektoratet Postboks 354',
    'Arbeids- og velferdsdirektoratet Postboks 354',
    'Arbeids- og velferdsdirektoratet Postboks 354',
  ],
  [
    'addressee',
    'Nye Veier Sosialt Entreprenørskap AS Att. Kari Nordmann Storgata 1 0155 Oslo Org.nr. 987654325',
    'Nye Veier Sosialt Entreprenørskap AS Att. Kari Nordmann Storgata 1 0155 Oslo Org.nr. 987654325',
    'Nye Veier Sosialt Entreprenørskap AS Att. Kari Nordmann Storgata 1 0155 Oslo Organisation no. 987654325',
  ],
  ['place and date', 'Dato: Oslo, 3. mars 2027', 'Dato: Oslo, 3. mars 2027', 'Date: Oslo, 3 March 2027'],
  ['our reference', 'Vår referanse: 2027/1234-8', 'Vår referanse: 2027/1234-8', 'Our reference: 2027/1234-8'],
  ['their reference', 'Deres referanse: KN/27', 'Dykkar referanse: KN/27', 'Your reference: KN/27'],
  [
    'where questions go',
    'ta kontakt: telefon 21 07 00 00',
    'ta kontakt: telefon 21 07 00 00',
    'contact us: telefon 21 07 00 00',
  ],
];

const APPLICATION: readonly Required[] = [
  [
    'the application',
    'søknaden deres av 1. desember 2026 om tilskudd til «Verksted som vei til arbeid»',
    'søknaden dykkar av 1. desember 2026 om tilskot til «Verksted som vei til arbeid»',
    'your application of 1 December 2026 for a grant for “Verksted som vei til arbeid”',
  ],
  [
    'the scheme',
    'tilskuddsordningen «tilskudd til sosialt entreprenørskap»',
    'tilskotsordninga «tilskudd til sosialt entreprenørskap»',
    'the grant scheme “tilskudd til sosialt entreprenørskap”',
  ],
];

const DECISION: readonly Required[] = [
  [
    'regulation version',
    'versjon 2027-1, i kraft fra 1. januar 2027',
    'versjon 2027-1, i kraft frå 1. januar 2027',
    'version 2027-1, in force from 1 January 2027',
  ],
  [
    'legal references',
    '• Forskrift om tilskuddet § 4 • Rundskriv 12/27',
    '• Forskrift om tilskuddet § 4 • Rundskriv 12/27',
    '• Forskrift om tilskuddet § 4 • Rundskriv 12/27',
  ],
  [
    'access to documents',
    'rett til å se dokumentene i saken',
    'rett til å sjå dokumenta i saka',
    'entitled to see the documents of the case',
  ],
  [
    'who prepared',
    'Saken er forberedt av: Carl Åsen, rådgiver',
    'Saka er førebudd av: Carl Åsen, rådgiver',
    'The case was prepared by: Carl Åsen, rådgiver',
  ],
  [
    'who approved',
    'Vedtaket er godkjent av: avdelingsdirektør',
    'Vedtaket er godkjent av: avdelingsdirektør',
    'The decision was approved by: avdelingsdirektør',
  ],
  [
    'four eyes',
    'To personer har behandlet saken: Den som godkjente vedtaket',
    'To personar har behandla saka: Den som godkjende vedtaket',
    'Two persons dealt with this case',
  ],
];

const APPEAL: readonly Required[] = [
  [
    'right of appeal',
    'Dere kan klage på vedtaket',
    'De kan klage på vedtaket',
    'You may appeal against this decision',
  ],
  [
    'appeal body',
    'Klageinstans er Arbeids- og inkluderingsdepartementet',
    'Klageinstans er Arbeids- og inkluderingsdepartementet',
    'The appeal body is Arbeids- og inkluderingsdepartementet',
  ],
  [
    'appeal period',
    'tre uker fra dere fikk dette brevet',
    'tre veker frå de fekk dette brevet',
    'three weeks from the day you received this letter',
  ],
  [
    'appeal deadline',
    'til og med 26. mars 2027',
    'til og med 26. mars 2027',
    'up to and including 26 March 2027',
  ],
  [
    'how and where to appeal',
    'sendes til oss: postmottak@direktoratet.example',
    'sendast til oss: postmottak@direktoratet.example',
    'be sent to us: postmottak@direktoratet.example',
  ],
  ['deferred enforcement', 'utsatt iverksetting', 'utsett iverksetjing', 'deferred enforcement'],
];

const GRANT: readonly Required[] = [
  [
    'outcome and amount',
    'Dere får et tilskudd på 1 000 000 kroner',
    'De får eit tilskot på 1 000 000 kroner',
    'you will receive a grant of NOK 1,000,000',
  ],
  [
    'what was applied for',
    'Dere søkte om 1 500 000 kroner',
    'De søkte om 1 500 000 kroner',
    'You applied for NOK 1,500,000',
  ],
  [
    'goal of the scheme',
    'Målet med tilskuddsordningen er: Nye løsninger',
    'Målet med tilskotsordninga er: Nye løsninger',
    'The goal of the grant scheme is: Nye løsninger',
  ],
  [
    'purpose',
    'ikke brukes til noe annet: Et verksted',
    'ikkje brukast til noko anna: Et verksted',
    'for nothing else: Et verksted',
  ],
  [
    'grounds',
    'Begrunnelse Tiltaket treffer målgruppen og har en realistisk plan. Beløpet er satt ned',
    'Grunngiving Tiltaket treffer målgruppen',
    'Grounds Tiltaket treffer målgruppen',
  ],
  [
    'grant period',
    '1. april 2027 – 31. mars 2028',
    '1. april 2027 – 31. mars 2028',
    '1 April 2027 – 31 March 2028',
  ],
  [
    'budget chapter and post',
    'dekkes av bevilgningen på kapittel 621 post 70',
    'blir dekt av løyvinga på kapittel 621 post 70',
    'the appropriation under chapter 621, post 70 of the state budget',
  ],
  [
    'conditions',
    '2. Minst 20 deltakere fullfører',
    '2. Minst 20 deltakere fullfører',
    '2. Minst 20 deltakere fullfører',
  ],
  [
    'a condition before payment',
    '1. Avtale med kommunen legges fram. (Må være oppfylt før',
    '1. Avtale med kommunen legges fram. (Må vere oppfylt før',
    '1. Avtale med kommunen legges fram. (To be fulfilled before',
  ],
  ['co-funding', 'andre dekker 300 000 kroner', 'andre dekkjer 300 000 kroner', 'others cover NOK 300,000'],
  [
    'acceptance deadline',
    'godta tilskuddet og vilkårene innen 24. mars 2027',
    'godta tilskotet og vilkåra innan 24. mars 2027',
    'accept the grant and its conditions by 24 March 2027',
  ],
  [
    'payment terms',
    'Ingenting blir utbetalt før dere har godtatt',
    'Ingenting blir utbetalt før de har godteke',
    'Nothing is paid before you have accepted',
  ],
  [
    'payment schedule',
    '1 15. april 2027 kr 600 000,00 2 1. oktober 2027 Delrapport er godkjent kr 400 000,00 Sum kr 1 000 000,00',
    '1 15. april 2027 kr 600 000,00 2 1. oktober 2027 Delrapport er godkjent kr 400 000,00 Sum kr 1 000 000,00',
    '1 15 April 2027 NOK 600,000.00 2 1 October 2027 Delrapport er godkjent NOK 400,000.00 Total NOK 1,000,000.00',
  ],
  ['planned, not bound', 'ikke bindende for staten', 'ikkje bindande for staten', 'does not bind the state'],
  ['planned continuation', '2028 kr 800 000,00', '2028 kr 800 000,00', '2028 NOK 800,000.00'],
  [
    'reporting deadlines',
    'Sluttrapport resultater og måloppnåelse, regnskap, revisors uttalelse 31. mars 2028',
    'Sluttrapport resultat og måloppnåing, rekneskap, fråsegn frå revisor 31. mars 2028',
    'Sluttrapport results against the goals, accounts, auditor’s statement 31 March 2028',
  ],
  [
    'unspent money',
    'ikke er brukt når tilskuddsperioden slutter 31. mars 2028, skal betales tilbake',
    'ikkje er brukte når tilskotsperioden sluttar 31. mars 2028, skal betalast tilbake',
    'not been spent when the grant period ends on 31 March 2028 must be paid back',
  ],
  [
    'right to control',
    'Riksrevisjonen har rett til å kontrollere',
    'Riksrevisjonen har rett til å kontrollere',
    'Office of the Auditor General are entitled to check',
  ],
  [
    'sanctions',
    'omgjøre vedtaket helt eller delvis og kreve tilskuddet tilbake',
    'gjere om vedtaket heilt eller delvis og krevje tilskotet tilbake',
    'revoke the decision in whole or in part and reclaim the grant',
  ],
  [
    'state aid',
    'bagatellmessig støtte (forordning (EU) 2023/2831)',
    'bagatellmessig støtte (forordning (EU) 2023/2831)',
    'de minimis aid (forordning (EU) 2023/2831)',
  ],
  [
    'state aid limit',
    'høyst 300 000 euro i slik støtte i løpet av tre år',
    'høgst 300 000 euro i slik støtte i løpet av tre år',
    'at most EUR 300,000 of such aid within three years',
  ],
];

const REJECTION: readonly Required[] = [
  ['outcome', 'Vi har avslått søknaden', 'Vi har avslått søknaden', 'We have rejected the application'],
  ['grounds', 'Begrunnelse Planen viser ikke', 'Grunngiving Planen viser ikke', 'Grounds Planen viser ikke'],
  [
    'scores',
    'Behov 4 av 5 Godt dokumentert.',
    'Behov 4 av 5 Godt dokumentert.',
    'Behov 4 of 5 Godt dokumentert.',
  ],
  [
    'a threshold missed',
    'Gjennomføring 2 av 5 Planen mangler milepæler. Minst 3 poeng kreves.',
    'Gjennomføring 2 av 5 Planen mangler milepæler. Det krevst minst 3 poeng.',
    'Gjennomføring 2 of 5 Planen mangler milepæler. At least 3 points are required.',
  ],
];

const INADMISSIBILITY: readonly Required[] = [
  [
    'outcome',
    'Vi har avvist søknaden',
    'Vi har avvist søknaden',
    'We have found the application inadmissible',
  ],
  [
    'requirements not met',
    'ikke oppfylt: • Vedtekter som forbyr utbytte',
    'ikkje oppfylte: • Vedtekter som forbyr utbytte',
    'not met: • Vedtekter som forbyr utbytte',
  ],
  [
    'grounds',
    'Vedtektene åpner for utbytte.',
    'Vedtektene åpner for utbytte.',
    'Vedtektene åpner for utbytte.',
  ],
];

const SUPPLEMENT: readonly Required[] = [
  [
    'what is missing',
    '1. Årsregnskap for 2026 2. Signerte vedtekter',
    '1. Årsregnskap for 2026 2. Signerte vedtekter',
    '1. Årsregnskap for 2026 2. Signerte vedtekter',
  ],
  ['deadline', 'innen 17. mars 2027', 'innan 17. mars 2027', 'by 17 March 2027'],
  ['where to', 'Send det til: søkerportalen', 'Send det til: søkerportalen', 'Send it to: søkerportalen'],
  ['what follows', 'kan søknaden bli avvist', 'kan søknaden bli avvist', 'may be found inadmissible'],
  ['caseworker', 'Saksbehandler: Carl Åsen', 'Saksbehandlar: Carl Åsen', 'Caseworker: Carl Åsen'],
];

const OUTCOME: readonly Required[] = [
  [
    'the appeal',
    'klagen deres, som kom inn 1. februar 2027, på vedtaket om tilskudd av 15. januar 2027',
    'klaga dykkar, som kom inn 1. februar 2027, på vedtaket om tilskot av 15. januar 2027',
    'your appeal, received on 1 February 2027, against the decision on the grant of 15 January 2027',
  ],
  ['outcome', 'Vi har endret vedtaket.', 'Vi har endra vedtaket.', 'We have changed the decision.'],
  ['new amount', 'nå på 1 200 000 kroner', 'no på 1 200 000 kroner', 'now amounts to NOK 1,200,000'],
  ['grounds', 'bygde på en misforståelse', 'bygde på en misforståelse', 'bygde på en misforståelse'],
  ['costs', 'settes fram innen tre uker', 'setjast fram innan tre veker', 'made within three weeks'],
  ['final', 'Dere kan ikke klage videre', 'De kan ikkje klage vidare', 'You cannot appeal further'],
];

const FOREWARNING: readonly Required[] = [
  [
    'the decision',
    'vedtaket av 15. januar 2027 om tilskudd',
    'vedtaket av 15. januar 2027 om tilskot',
    'the decision of 15 January 2027 on a grant',
  ],
  [
    'what is considered',
    'omgjøre vedtaket for 250 000 kroner av tilskuddet',
    'gjere om vedtaket for 250 000 kroner av tilskotet',
    'revoking the decision for NOK 250,000 of the grant',
  ],
  ['not decided', 'Saken er ikke avgjort', 'Saka er ikkje avgjord', 'The case has not been decided'],
  [
    'grounds',
    'Vi har ikke fått sluttrapporten.',
    'Vi har ikke fått sluttrapporten.',
    'Vi har ikke fått sluttrapporten.',
  ],
  [
    'rules',
    '• Forskrift om tilskuddet § 4',
    '• Forskrift om tilskuddet § 4',
    '• Forskrift om tilskuddet § 4',
  ],
  [
    'deadline to answer',
    'Dere kan uttale dere innen 24. mars 2027',
    'De kan uttale dykk innan 24. mars 2027',
    'You may comment by 24 March 2027',
  ],
  [
    'where to',
    'Send uttalelsen til: søkerportalen',
    'Send fråsegna til: søkerportalen',
    'Send your comments to: søkerportalen',
  ],
  [
    'caseworker',
    'Saksbehandler: navn ikke oppgitt',
    'Saksbehandlar: namn ikkje oppgitt',
    'Caseworker: name not given',
  ],
];

const LETTERS: readonly SaidLetter[] = [
  {
    name: 'grant letter',
    make: (language) => grantLetter(facts.grantFacts(language)),
    titles: ['Tilskuddsbrev: Verksted', 'Tilskotsbrev: Verksted', 'Grant letter: Verksted'],
    says: [...HEAD, ...APPLICATION, ...DECISION, ...APPEAL, ...GRANT],
  },
  {
    name: 'rejection',
    make: (language) => rejectionLetter(facts.rejectionFacts(language)),
    titles: [
      'Avslag på søknad om tilskudd',
      'Avslag på søknad om tilskot',
      'Application for a grant rejected',
    ],
    says: [...HEAD, ...APPLICATION, ...DECISION, ...APPEAL, ...REJECTION],
  },
  {
    name: 'inadmissibility',
    make: (language) => inadmissibilityLetter(facts.inadmissibilityFacts(language)),
    titles: ['Søknaden er avvist', 'Søknaden er avvist', 'Application found inadmissible'],
    says: [...HEAD, ...APPLICATION, ...DECISION, ...APPEAL, ...INADMISSIBILITY],
  },
  {
    name: 'request for supplement',
    make: (language) => supplementLetter(facts.supplementFacts(language)),
    titles: ['Søknaden mangler opplysninger', 'Søknaden manglar opplysningar', 'Information missing'],
    says: [...HEAD, ...APPLICATION, ...SUPPLEMENT],
  },
  {
    name: 'outcome of an appeal',
    make: (language) => appealOutcomeLetter(facts.appealOutcomeFacts(language)),
    titles: ['Avgjørelse i klagesaken', 'Avgjerd i klagesaka', 'Decision on your appeal'],
    says: [...HEAD, ...DECISION, ...OUTCOME],
  },
  {
    name: 'forewarning',
    make: (language) => forewarningLetter(facts.forewarningFacts(language)),
    titles: ['Forhåndsvarsel om omgjøring', 'Førehandsvarsel om omgjering', 'Notice of possible revocation'],
    says: [...HEAD, ...FOREWARNING],
  },
];

describe.each(LETTERS)('$name', (letter) => {
  says(letter);
});

describe('a case that lacks much', () => {
  const { decidedBy, appeal: whole } = facts.rejectionFacts('nb-NO');
  const { deadline: _, ...appeal } = whole!;
  const bare = { grounds: 'Fordi.', decidedBy, appeal };
  const few: readonly [string, (language: LetterLanguage) => LetterDocument][] = [
    [
      'grant letter',
      (language) =>
        grantLetter({
          ...facts.minimalCase(language),
          ...bare,
          amount: { amount: 5, currency: 'NOK' },
          purpose: 'Noe.',
          conditions: [],
          schedule: [],
          reports: [],
        }),
    ],
    ['rejection', (language) => rejectionLetter({ ...facts.minimalCase(language), ...bare })],
    ['inadmissibility', (language) => inadmissibilityLetter({ ...facts.minimalCase(language), ...bare })],
    [
      'outcome of an appeal',
      (language) =>
        appealOutcomeLetter({
          ...facts.minimalCase(language),
          ...bare,
          outcome: 'dismissed',
          against: { kind: 'decision', decidedOn: '2027-01-15' },
          receivedOn: '2027-02-01',
        }),
    ],
    [
      'forewarning',
      (language) =>
        forewarningLetter({
          ...facts.minimalCase(language),
          measure: 'recovery',
          grounds: 'Fordi.',
          replyBy: '2027-03-24',
          sendTo: 'oss',
          caseworker: {},
        }),
    ],
  ];

  it.each(few.flatMap(([name, make]) => LANGUAGES.map((language) => [name, language, make] as const)))(
    'still makes a whole %s in %s',
    async (_name, language, make) => {
      const letter = make(language);
      expect(letter.sections.filter(({ blocks }) => blocks.length === 0)).toEqual([]);
      const text = textOf(await readPdf(await typeset(letter)));
      expect(text).not.toMatch(/undefined|null|NaN|\(\)| {2}/);
      expect(text).toContain(LANGUAGES.indexOf(language) === 2 ? 'Yours sincerely' : 'Med h');
    },
  );

  it('says nothing of what it lacks', () => {
    const [, make] = few[0]!;
    const headings = make('en-GB').sections.map(({ heading }) => heading);
    expect(headings).not.toContain('Co-funding');
    expect(headings).not.toContain('Planned continuation');
    expect(headings).not.toContain('De minimis aid');
  });
});

describe('a case that says much', () => {
  it('is told in full', async () => {
    const grant = facts.grantFacts('nn-NO');
    const many = Array.from({ length: 150 }, (_, index) => `punkt${index + 1}`);
    const letter = grantLetter({
      ...grant,
      grounds: many.map((word) => `grunn${word} ${'og '.repeat(30)}`).join('\n\n'),
      conditions: many.map((word) => ({ text: `vilkår${word} ${'og '.repeat(30)}` })),
      schedule: many.map((word) => ({
        dueDate: '2027-05-01',
        amount: { amount: 100, currency: 'NOK' },
        condition: `betaling${word} ${'og '.repeat(20)}`,
      })),
    });
    const text = textOf(await readPdf(await typeset(letter)));
    for (const part of ['grunn', 'vilkår', 'betaling'])
      expect(text.match(new RegExp(`${part}punkt\\d+`, 'g'))).toEqual(many.map((word) => part + word));
    expect(text).toContain('Sum kr 150,00');
  });
});

describe('a grant', () => {
  it('is in part only when more was applied for', () => {
    const grant = facts.grantFacts('en-GB');
    const inFull = grantLetter({ ...grant, application: { ...grant.application, amount: grant.amount } });
    expect(JSON.stringify(inFull)).toContain('We have awarded you a grant of');
    expect(JSON.stringify(inFull)).not.toContain('in part: you');
  });
});
