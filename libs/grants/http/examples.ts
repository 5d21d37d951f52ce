import { EXAMPLE_YEAR, kroner } from '#http/examples.js';

/** The examples tell one story: each posts as it is after the ones before it. */
const SCHEME = 'social-entrepreneurship';
const CALL = `${SCHEME}-${EXAMPLE_YEAR}`;
const VERSION = `${EXAMPLE_YEAR}-1`;

/** The rules of the scheme. */
export const regulation = {
  version: VERSION,
  inForceFrom: `${EXAMPLE_YEAR - 1}-12-01`,
  authority: {
    name: 'Labour and Welfare Directorate',
    lines: ['Storgata 1, 0155 Oslo', 'post@directorate.example'],
    enquiries: 'grants@directorate.example',
  },
  criteria: [
    { code: 'need', title: 'Need in the target group', min: 1, max: 5, weight: 2 },
    { code: 'solution', title: 'A new solution', min: 1, max: 5, weight: 2, threshold: 2 },
    { code: 'capacity', title: 'Capacity to carry it out', min: 1, max: 5, weight: 1 },
  ],
  eligibility: {
    checks: [
      { code: 'statutes', text: 'The statutes forbid dividends', required: true },
      { code: 'registered', text: 'In the register of non-profit organisations', required: false },
    ],
  },
  maximumAmount: kroner(3_000_000),
  decisionDays: 90,
  secondAssessor: true,
  moderationLimit: 4,
  multiYear: true,
  appeal: {
    period: { weeks: 3 },
    outerLimit: { years: 1 },
    body: '983887457',
    bodyName: 'Ministry of Labour and Social Affairs',
  },
  forewarning: { weeks: 2 },
  repayment: { weeks: 4 },
  reporting: [
    {
      code: 'annual',
      title: 'Annual report with accounts',
      every: 'year',
      dueMonth: 3,
      dueDay: 31,
      withAccounts: true,
      withAuditorStatement: false,
      remindDaysBefore: 28,
    },
  ],
  legalReferences: [`Prop. 1 S (${EXAMPLE_YEAR - 1}–${EXAMPLE_YEAR}), chapter 621 post 70`],
};

/** A scheme with its first regulation version. */
export const scheme = {
  code: SCHEME,
  name: 'Grant for social entrepreneurship',
  ministry: 'Ministry of Labour and Social Affairs',
  budgetChapter: '0621',
  budgetPost: '70',
  goal: 'New solutions against poverty and social exclusion',
  targetGroup: 'Social entrepreneurs',
  currency: 'NOK',
  regulation,
};

/** A further regulation version. */
export const nextRegulation = { ...regulation, version: `${EXAMPLE_YEAR}-2`, decisionDays: 60 };

/** A call that is open for years. */
export const call = {
  code: CALL,
  schemeId: SCHEME,
  regulationVersion: VERSION,
  title: `Grants for social entrepreneurs ${EXAMPLE_YEAR}`,
  frame: kroner(16_000_000),
  opensAt: `${EXAMPLE_YEAR - 1}-12-01T08:00:00Z`,
  closesAt: `${EXAMPLE_YEAR + 5}-12-01T12:00:00Z`,
};

const document = {
  applicant: {
    name: 'Nye Veier til Arbeid AS',
    contactPerson: 'Kari Nordmann',
    email: 'kari.nordmann@example.org',
    phone: '+47 22 00 00 00',
    account: '86011117947',
  },
  title: 'A workshop that leads to work',
  summary: 'Young people without work build, repair and sell furniture, with a mentor each.',
  amount: kroner(1_200_000),
  budgetLines: [
    { text: 'Salaries', amount: kroner(1_000_000) },
    { text: 'Premises and materials', amount: kroner(500_000) },
  ],
  coFunding: kroner(300_000),
  period: { from: `${EXAMPLE_YEAR}-03-01`, to: `${EXAMPLE_YEAR}-12-31` },
};

/** A draft for the call. */
export const draft = { callId: CALL, ...document };

/** The draft once more, with another title. */
export const replacement = { ...document, title: 'A workshop that leads young people to work' };

/** The application is withdrawn. */
export const withdrawal = { grounds: 'The project is financed otherwise.' };

/** The acting caseworker takes the case. */
export const assignment = { note: 'Has worked with the target group.' };

/** No conflict of interest. */
export const impartiality = {
  conflict: false,
  statement: 'I know neither the applicant nor anyone who works there.',
};

/** Points on every criterion of the scheme. */
export const scores = {
  scores: [
    { criterion: 'need', score: 5, rationale: 'The need is documented by the municipality.' },
    { criterion: 'solution', score: 4, rationale: 'The method is new in this region.' },
    { criterion: 'capacity', score: 3, rationale: 'A small team that has delivered before.' },
  ],
};

const granted = { outcome: 'granted', amount: kroner(1_000_000) } as const;

/** A grant in part. */
export const recommendation = {
  ...granted,
  rationale: 'Scores well on need and solution; premises can be rented for less.',
};

/** A grant in part, paid in two instalments that have fallen due. */
export const proposal = {
  ...granted,
  grounds: 'The project meets the goal of the scheme. Premises are granted in part.',
  conditions: ['Report on results and accounts by 31 March of the following year.'],
  schedule: [
    { dueDate: `${EXAMPLE_YEAR}-01-01`, amount: kroner(600_000) },
    { dueDate: `${EXAMPLE_YEAR}-01-01`, amount: kroner(400_000) },
  ],
};

/** The decision-maker declares and approves. */
export const approval = { impartiality: { conflict: false }, grounds: 'As proposed.' };
