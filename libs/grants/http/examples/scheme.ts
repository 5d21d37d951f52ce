import { EXAMPLE_YEAR, kroner } from '#http/examples.js';
import { regulation } from '../examples.js';

const { version: _, ...rules } = regulation;

/** A draft with most of what a regulation can say. */
export const draft = {
  ...rules,
  kinds: [
    { code: 'operation', title: 'Grant for social entrepreneurship', purpose: 'New solutions, carried out' },
    {
      code: 'development',
      title: 'Development grant',
      purpose: 'Ideas and business models',
      maximumAmount: kroner(500_000),
    },
  ],
  eligibility: {
    applicantKinds: ['enterprise', 'association', 'foundation'],
    checks: [{ code: 'no-dividend', text: 'The statutes forbid dividends', required: true }],
  },
  coFundingPercent: 20,
  supplement: { weeks: 3 },
  acceptance: { weeks: 3 },
  appeal: { ...rules.appeal, provisionalReply: { months: 1 } },
  limitation: { years: 3 },
  limitationRules: {
    start: { from: 'basis', reference: 'Limitation Act § 3' },
    acknowledgement: { period: { years: 3 }, reference: 'Limitation Act § 14' },
    legalStep: { period: { years: 3 }, reference: 'Limitation Act §§ 15–19' },
    agreement: { period: { years: 3 }, atMost: { years: 10 }, reference: 'Limitation Act § 28' },
    knowledge: { period: { years: 1 }, atMost: { years: 10 }, reference: 'Limitation Act § 10' },
  },
  stateAid: {
    kind: 'de-minimis',
    limitEuroCents: 30_000_000,
    window: { years: 3 },
    registerWithin: { workingDays: 20 },
  },
};

/** Who was heard on the draft. */
export const consultation = {
  heard: ['Association of Local and Regional Authorities', 'Ministry of Health and Care Services'],
  from: `${EXAMPLE_YEAR - 1}-06-01`,
  to: `${EXAMPLE_YEAR - 1}-09-01`,
  summary: 'Those who answered agree; two ask for a shorter time to a decision.',
};

/** The draft is adopted after the consultation. */
export const adoption = {};

/** A draft nobody was heard on. */
export const adoptionAtOnce = { withoutConsultation: 'A spelling mistake is corrected.' };

/** A scheme out of a template. */
export const templated = {
  code: 'social-entrepreneurship-template',
  template: 'social-entrepreneurship',
  inForceFrom: `${EXAMPLE_YEAR}-01-01`,
};

/** A delegation that covers the examples' decisions. */
export const delegation = {
  person: 'berit',
  upTo: kroner(2_000_000),
  validFrom: `${EXAMPLE_YEAR}-01-01`,
  validTo: `${EXAMPLE_YEAR + 3}-12-31`,
  reference: 'Delegation letter 26/17',
};

/** Another post. */
export const revocation = { grounds: 'The holder moved to another unit.' };

/** A person who may do everything for an organisation. */
export const representative = { person: 'ola', powers: ['all'], from: `${EXAMPLE_YEAR}-01-01` };

/** A person who may report for an organisation once they have signed in. */
export const namedRepresentative = {
  name: 'Kari Nordmann',
  powers: ['report'],
  from: `${EXAMPLE_YEAR}-01-01`,
  to: `${EXAMPLE_YEAR + 1}-12-31`,
};
