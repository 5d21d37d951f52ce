import type { SchemeTemplate } from './template.js';

/** The grant for social entrepreneurship (tilskudd til sosialt entreprenørskap), with its development grant. */
export const socialEntrepreneurship: SchemeTemplate = {
  code: 'social-entrepreneurship',
  sources: [
    'regjeringen.no, "Sosialt entreprenørskap"',
    'nav.no, "Tilskudd til sosialt entreprenørskap"',
    'Regulation (EU) 2023/2831 on de minimis aid',
  ],
  assumptions: [
    '/regulation/criteria',
    '/regulation/multiYear',
    '/regulation/appeal/body',
    '/regulation/stateAid/registerWithin',
  ],
  scheme: {
    name: 'Grant for social entrepreneurship',
    ministry: 'Ministry of Labour and Social Affairs',
    budgetChapter: '0621',
    budgetPost: '70',
    goal: 'To stimulate the development of social entrepreneurship directed against poverty and social exclusion in Norway: new solutions that give everyone a chance of work and better living conditions for the worst off.',
    targetGroup: 'Enterprises that contribute new solutions against poverty and social exclusion.',
    currency: 'NOK',
    regulation: {
      version: '1',
      authority: { name: 'Labour and Welfare Directorate' },
      // Assumption: the sources name the goal and no criteria; these restate the goal on a common scale.
      criteria: [
        { code: 'need', title: 'Need in the target group', min: 1, max: 5, weight: 1 },
        { code: 'solution', title: 'A new solution', min: 1, max: 5, weight: 1 },
        { code: 'capacity', title: 'Capacity to carry it out', min: 1, max: 5, weight: 1 },
      ],
      kinds: [
        {
          code: 'operation',
          title: 'Grant for social entrepreneurship (tilskudd til sosialt entreprenørskap)',
          purpose: 'New solutions against poverty and social exclusion, carried out by enterprises.',
        },
        {
          code: 'development',
          title: 'Development grant (utviklingstilskudd)',
          purpose:
            'The development of good ideas and business models of applicants who are or want to be social entrepreneurs in the field of poverty.',
        },
      ],
      eligibility: {
        checks: [
          { code: 'no-dividend', text: 'The enterprise pays no dividend to its owners', required: true },
          {
            code: 'new-solution',
            text: 'The enterprise contributes a new solution against poverty and social exclusion',
            required: true,
          },
        ],
      },
      // Assumption: most of a year's frame is bound by continuations, so grants span years.
      multiYear: true,
      appeal: {
        period: { weeks: 3 },
        outerLimit: { years: 1 },
        // Assumption: the ministry above the directorate (Arbeids- og inkluderingsdepartementet).
        body: '983887457',
        bodyName: 'Ministry of Labour and Social Affairs',
      },
      reporting: [
        {
          code: 'annual',
          title: 'Report with accounts and auditor’s statement',
          every: 'year',
          dueMonth: 3,
          dueDay: 31,
          withAccounts: true,
          withAuditorStatement: true,
        },
      ],
      stateAid: {
        kind: 'de-minimis',
        limitEuroCents: 30_000_000,
        window: { years: 3 },
        // Assumption: twenty working days in article 6 of the regulation, kept as weeks.
        registerWithin: { weeks: 4 },
      },
      legalReferences: [
        'Prop. 1 S, chapter 621 post 70',
        'Regulation (EU) 2023/2831 on de minimis aid',
        'Public Administration Act (forvaltningsloven), chapter VI on appeals',
      ],
    },
  },
};
