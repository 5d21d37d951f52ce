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
    name: 'Utviklingskostnader i pilotprosjekter med velferdsobligasjoner',
    // Assumption: the ministry above the Correctional Service Directorate, the first of the two directorates.
    ministry: 'Justis- og beredskapsdepartementet',
    goal: 'Å prøve ut velferdsobligasjoner som modell for å utvikle og finansiere nye tiltak som forebygger tilbakefall til kriminalitet hos personer fra 18 til 30 år.',
    targetGroup: 'Kommuner som deltar i piloten og bærer en del av utviklingskostnadene.',
    currency: 'NOK',
    regulation: {
      version: '1',
      // Assumption: the two directorates run the pilot and allocate its money together, so its letters come from both.
      authority: { name: 'Kriminalomsorgsdirektoratet og Arbeids- og velferdsdirektoratet' },
      // Assumption: the sources name the goal and no criteria.
      criteria: [
        { code: 'need', title: 'Behov i gruppen fra 18 til 30 år', min: 1, max: 5, weight: 1 },
        { code: 'measure', title: 'Nytt tiltak mot tilbakefall', min: 1, max: 5, weight: 1 },
        { code: 'measurable', title: 'Resultater som kan måles', min: 1, max: 5, weight: 1 },
      ],
      eligibility: {
        applicantKinds: ['municipality'],
        checks: [
          { code: 'partner', text: 'Kommunen deltar i piloten', required: true },
          { code: 'age-group', text: 'Tiltaket er for personer fra 18 til 30 år', required: true },
        ],
      },
      // Assumption: the final settlement comes after the project, which lasts longer than a budget year.
      multiYear: true,
      appeal: {
        period: { weeks: 3 },
        outerLimit: { years: 1 },
        // Assumption: the ministry above the directorate.
        body: '972417831',
        bodyName: 'Justis- og beredskapsdepartementet',
      },
      // Assumption: the same report as other grants of the state owe.
      reporting: [
        {
          code: 'final',
          title: 'Rapport om utviklingskostnadene, med regnskap',
          every: 'end',
          dueMonth: 3,
          dueDay: 31,
          withAccounts: true,
          withAuditorStatement: false,
        },
      ],
      legalReferences: [
        'Innst. 305 S (2014–2015)',
        'Høringsnotat 18/3851',
        'Forvaltningsloven kapittel VI (klage og omgjøring)',
      ],
    },
  },
};
