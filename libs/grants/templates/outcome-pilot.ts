import type { SchemeTemplate } from './template.js';

/**
 * The pilot with social impact bonds (velferdsobligasjoner): municipalities apply for part of their development costs.
 * Its chapter and post are not in the sources, so they are given when it is established.
 */
export const outcomePilot: SchemeTemplate = {
  code: 'outcome-pilot',
  sources: [
    'regjeringen.no, "Sosialt entreprenørskap", on the pilot with velferdsobligasjoner',
    'Consultation paper 18/3851',
    'Innst. 305 S (2014–2015) to Meld. St. 12 (2014–2015)',
  ],
  assumptions: [
    '/ministry',
    '/regulation/authority',
    '/regulation/criteria',
    '/regulation/multiYear',
    '/regulation/appeal/body',
    '/regulation/reporting',
  ],
  scheme: {
    name: 'Development costs of pilot projects with social impact bonds',
    // Assumption: the ministry above the Correctional Service Directorate, the first of the two directorates.
    ministry: 'Ministry of Justice and Public Security',
    goal: 'To try out social impact bonds as a model for developing and financing new measures that prevent people of 18 to 30 from reoffending.',
    targetGroup: 'Municipalities that take part in the pilot with part of its development costs.',
    currency: 'NOK',
    regulation: {
      version: '1',
      // Assumption: the two directorates run the pilot and allocate its money together, so its letters come from both.
      authority: { name: 'Correctional Service Directorate and Labour and Welfare Directorate' },
      // Assumption: the sources name the goal and no criteria.
      criteria: [
        { code: 'need', title: 'Need in the group of 18 to 30', min: 1, max: 5, weight: 1 },
        { code: 'measure', title: 'A new measure against reoffending', min: 1, max: 5, weight: 1 },
        { code: 'measurable', title: 'Outcomes that can be measured', min: 1, max: 5, weight: 1 },
      ],
      eligibility: {
        applicantKinds: ['municipality'],
        checks: [
          { code: 'partner', text: 'The municipality takes part in the pilot', required: true },
          { code: 'age-group', text: 'The measure is for people of 18 to 30', required: true },
        ],
      },
      // Assumption: the final settlement comes after the project, which lasts longer than a budget year.
      multiYear: true,
      appeal: {
        period: { weeks: 3 },
        outerLimit: { years: 1 },
        // Assumption: the ministry above the directorate (Justis- og beredskapsdepartementet).
        body: '972417831',
        bodyName: 'Ministry of Justice and Public Security',
      },
      // Assumption: the same report as other grants of the state owe.
      reporting: [
        {
          code: 'final',
          title: 'Report on the development costs, with accounts',
          every: 'end',
          dueMonth: 3,
          dueDay: 31,
          withAccounts: true,
          withAuditorStatement: false,
        },
      ],
      legalReferences: [
        'Innst. 305 S (2014–2015)',
        'Consultation paper 18/3851',
        'Public Administration Act (forvaltningsloven), chapter VI on appeals',
      ],
    },
  },
};
