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
    '/regulation/acceptance',
    '/regulation/appeal/body',
  ],
  scheme: {
    name: 'Tilskudd til sosialt entreprenørskap',
    ministry: 'Arbeids- og inkluderingsdepartementet',
    budgetChapter: '0621',
    budgetPost: '70',
    goal: 'Å stimulere til sosialt entreprenørskap rettet mot fattigdom og sosial eksklusjon i Norge: nye løsninger som gir alle mulighet til å komme i arbeid, og bedre levekår for de vanskeligst stilte.',
    targetGroup: 'Virksomheter som bidrar med nye løsninger mot fattigdom og sosial eksklusjon.',
    currency: 'NOK',
    regulation: {
      version: '1',
      authority: { name: 'Arbeids- og velferdsdirektoratet' },
      // Assumption: the sources name the goal and no criteria; these restate the goal on a common scale.
      criteria: [
        { code: 'need', title: 'Behov i målgruppen', min: 1, max: 5, weight: 1 },
        { code: 'solution', title: 'Ny løsning', min: 1, max: 5, weight: 1 },
        { code: 'capacity', title: 'Evne til å gjennomføre', min: 1, max: 5, weight: 1 },
      ],
      kinds: [
        {
          code: 'operation',
          title: 'Tilskudd til sosialt entreprenørskap',
          purpose: 'Nye løsninger mot fattigdom og sosial eksklusjon, gjennomført av virksomheter.',
        },
        {
          code: 'development',
          title: 'Utviklingstilskudd',
          purpose:
            'Utvikling av gode ideer og forretningsmodeller hos søkere som er eller vil bli sosiale entreprenører på fattigdomsfeltet.',
        },
      ],
      // The formal requirements that nav.no lists for applicants.
      eligibility: {
        checks: [
          {
            code: 'social-entrepreneur',
            text: 'Virksomheten definerer seg som sosial entreprenør',
            required: true,
          },
          {
            code: 'new-solution',
            text: 'Virksomheten bidrar med en ny løsning mot fattigdom og sosial eksklusjon',
            required: true,
          },
          {
            code: 'no-dividend',
            text: 'Vedtektene slår fast at eierne ikke får utbytte',
            required: true,
          },
          {
            code: 'business-model',
            text: 'Virksomheten har en bærekraftig forretningsmodell',
            required: true,
          },
          { code: 'registered', text: 'Virksomheten er registrert i Enhetsregisteret', required: true },
        ],
      },
      // Assumption: most of a year's frame is bound by continuations, so grants span years.
      multiYear: true,
      // Assumption: an offer does not stand for ever; as long as the time to appeal.
      acceptance: { weeks: 3 },
      appeal: {
        period: { weeks: 3 },
        outerLimit: { years: 1 },
        // Assumption: the ministry above the directorate.
        body: '983887457',
        bodyName: 'Arbeids- og inkluderingsdepartementet',
        detriment: {
          appealNotice: { months: 3 },
          reviewNotice: { weeks: 3 },
          reversalNotice: { months: 3 },
        },
      },
      reporting: [
        {
          code: 'annual',
          title: 'Rapport med regnskap og revisors uttalelse',
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
        registerWithin: { workingDays: 20 },
      },
      legalReferences: [
        'Prop. 1 S, kapittel 621 post 70',
        'Forordning (EU) 2023/2831 om bagatellmessig støtte',
        'Forvaltningsloven kapittel VI (klage og omgjøring)',
      ],
    },
  },
};
