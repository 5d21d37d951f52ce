import type { LetterLanguage } from '#letters/letter.js';
import type { Money } from '#money/money.js';
import type {
  AppealFacts,
  AppealOutcomeLetterFacts,
  CaseFacts,
  DecidedBy,
  ForewarningLetterFacts,
  GrantLetterFacts,
  InadmissibilityLetterFacts,
  RejectionLetterFacts,
  SupplementLetterFacts,
} from '../facts.js';
import type {
  AmendmentLetterFacts,
  ClaimLetterFacts,
  RefusalLetterFacts,
  RevocationLetterFacts,
} from '../later-facts.js';

const kroner = (amount: number): Money => ({ amount: amount * 100, currency: 'NOK' });

const decidedBy: DecidedBy = {
  preparedBy: [{ name: 'Carl Åsen', title: 'rådgiver' }],
  approvedBy: { title: 'avdelingsdirektør' },
};
const appeal: AppealFacts = {
  period: { weeks: 3 },
  deadline: '2027-03-26',
  body: 'Arbeids- og inkluderingsdepartementet',
  sendTo: 'postmottak@direktoratet.example',
};

/** A case with everything a case can have. */
export function caseFacts(language: LetterLanguage): CaseFacts {
  return {
    language,
    date: '2027-03-03',
    place: 'Oslo',
    sender: {
      name: 'Arbeids- og velferdsdirektoratet',
      lines: ['Postboks 354, 8601 Mo i Rana', 'postmottak@direktoratet.example', 'Org.nr. 889640782'],
    },
    addressee: {
      name: 'Nye Veier Sosialt Entreprenørskap AS',
      organisation: '987654325',
      contactPerson: 'Kari Nordmann',
      address: ['Storgata 1', '0155 Oslo'],
    },
    reference: '2027/1234-8',
    yourReference: 'KN/27',
    scheme: {
      name: 'tilskudd til sosialt entreprenørskap',
      goal: 'Nye løsninger mot fattigdom og sosial ekskludering.',
      budgetChapter: '621',
      budgetPost: '70',
    },
    regulation: {
      version: '2027-1',
      inForceFrom: '2027-01-01',
      legalReferences: ['Forskrift om tilskuddet § 4', 'Rundskriv 12/27'],
    },
    application: {
      title: 'Verksted som vei til arbeid',
      submittedOn: '2026-12-01',
      amount: kroner(1_500_000),
    },
    enquiries: 'telefon 21 07 00 00',
  };
}

/** A case with nothing but what every case has. */
export function minimalCase(language: LetterLanguage): CaseFacts {
  return {
    language,
    date: '2027-03-03',
    sender: { name: 'Direktoratet' },
    addressee: { name: 'Kari Nordmann' },
    reference: '2027/1',
    scheme: { name: 'ordningen' },
    regulation: { version: '1', legalReferences: [] },
    application: { title: 'Tiltak' },
  };
}

/** A grant in part, with all it can be bound to. */
export function grantFacts(language: LetterLanguage): GrantLetterFacts {
  return {
    ...caseFacts(language),
    amount: kroner(1_000_000),
    purpose: 'Et verksted der unge utenfor arbeidslivet får opplæring og arbeidserfaring.',
    period: { from: '2027-04-01', to: '2028-03-31' },
    grounds:
      'Tiltaket treffer målgruppen og har en realistisk plan.\n\nBeløpet er satt ned fordi rammen er begrenset.',
    conditions: [
      { text: 'Avtale med kommunen legges fram.', beforePayout: true },
      { text: 'Minst 20 deltakere fullfører opplæringen.' },
    ],
    coFunding: kroner(300_000),
    schedule: [
      { dueDate: '2027-04-15', amount: kroner(600_000) },
      { dueDate: '2027-10-01', amount: kroner(400_000), condition: 'Delrapport er godkjent' },
    ],
    reports: [
      { title: 'Delrapport', dueDate: '2027-09-01' },
      { title: 'Sluttrapport', dueDate: '2028-03-31', withAccounts: true, withAuditorStatement: true },
    ],
    continuation: [{ year: 2028, amount: kroner(800_000) }],
    acceptBy: '2027-03-24',
    deMinimis: {
      legalReference: 'forordning (EU) 2023/2831',
      limit: { amount: 300_000_00, currency: 'EUR' },
      window: { years: 3 },
    },
    decidedBy,
    appeal,
  };
}

/** A rejection with scores. */
export function rejectionFacts(language: LetterLanguage): RejectionLetterFacts {
  return {
    ...caseFacts(language),
    grounds: 'Planen viser ikke hvordan deltakerne kommer i arbeid.',
    scores: [
      { criterion: 'Behov', score: 4, max: 5, rationale: 'Godt dokumentert.' },
      { criterion: 'Gjennomføring', score: 2, max: 5, threshold: 3, rationale: 'Planen mangler milepæler.' },
    ],
    decidedBy,
    appeal,
  };
}

/** An application that does not meet the requirements. */
export function inadmissibilityFacts(language: LetterLanguage): InadmissibilityLetterFacts {
  return {
    ...caseFacts(language),
    grounds: 'Vedtektene åpner for utbytte.',
    unmet: ['Vedtekter som forbyr utbytte'],
    decidedBy,
    appeal,
  };
}

/** An application in which something is missing. */
export function supplementFacts(language: LetterLanguage): SupplementLetterFacts {
  return {
    ...caseFacts(language),
    missing: ['Årsregnskap for 2026', 'Signerte vedtekter'],
    deadline: '2027-03-17',
    sendTo: 'søkerportalen',
    caseworker: { name: 'Carl Åsen' },
  };
}

/** An appeal that was won. */
export function appealOutcomeFacts(language: LetterLanguage): AppealOutcomeLetterFacts {
  return {
    ...caseFacts(language),
    outcome: 'changed',
    against: { kind: 'decision', decidedOn: '2027-01-15' },
    receivedOn: '2027-02-01',
    grounds: 'Vurderingen av gjennomføringen bygde på en misforståelse.',
    newAmount: kroner(1_200_000),
    costsClaimPeriod: { weeks: 3 },
    decidedBy,
  };
}

/** A revocation that is considered. */
export function forewarningFacts(language: LetterLanguage): ForewarningLetterFacts {
  return {
    ...caseFacts(language),
    measure: 'revocation',
    decidedOn: '2027-01-15',
    amount: kroner(250_000),
    grounds: 'Vi har ikke fått sluttrapporten.',
    coFunding: {
      currency: 'NOK',
      years: [2026, 2027],
      percent: 25,
      granted: 300_000_00,
      totalCosts: 350_000_00,
      came: 50_000_00,
      allowed: 150_000_00,
      spent: 280_000_00,
      unspent: 20_000_00,
      reduction: 130_000_00,
    },
    replyBy: '2027-03-24',
    sendTo: 'søkerportalen',
    caseworker: {},
  };
}

/** A revocation in part for too little co-funding. */
export function revocationFacts(language: LetterLanguage): RevocationLetterFacts {
  return {
    ...caseFacts(language),
    grantedOn: '2027-01-15',
    before: kroner(1_000_000),
    inForce: kroner(750_000),
    forCoFunding: true,
    grounds: 'Medfinansieringen ble mindre enn forutsatt.',
    decidedBy,
    appeal: { ...appeal, deadline: undefined },
  };
}

/** A claim for less than was forewarned. */
export function claimFacts(language: LetterLanguage): ClaimLetterFacts {
  return {
    ...caseFacts(language),
    grantedOn: '2027-01-15',
    basis: 'unspent',
    amount: kroner(200_000),
    dueOn: '2027-04-02',
    left: kroner(50_000),
    grounds: 'Rapporten viser at to plasser sto tomme.',
    decidedBy,
    appeal: { ...appeal, deadline: undefined },
  };
}

/** An amendment to less and later money, with another condition. */
export function amendmentFacts(language: LetterLanguage): AmendmentLetterFacts {
  return {
    ...caseFacts(language),
    grantedOn: '2027-01-15',
    before: kroner(1_000_000),
    amount: kroner(800_000),
    schedule: [
      { dueDate: '2027-06-15', amount: kroner(300_000) },
      { dueDate: '2027-12-01', amount: kroner(500_000) },
    ],
    added: [
      { text: 'Leieavtalen legges fram.', beforePayout: true },
      { text: 'Minst 16 deltakere fullfører.' },
    ],
    dropped: 1,
    grounds: 'Færre plasser enn planlagt er i bruk.',
    decidedBy,
    appeal: { ...appeal, deadline: undefined },
  };
}

/** The refusal of a later payment. */
export function refusalFacts(language: LetterLanguage): RefusalLetterFacts {
  return {
    ...caseFacts(language),
    grantedOn: '2027-01-15',
    requestedOn: '2027-02-08',
    wish: 'Vi ber om at andre utbetaling kommer i desember i stedet for i september.',
    grounds: 'Plassene trengs fra september, og kommunen har satt av lokaler fra samme tid.',
    decidedBy,
    appeal: { ...appeal, deadline: undefined },
  };
}
