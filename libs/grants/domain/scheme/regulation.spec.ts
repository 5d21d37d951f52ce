import { describe, expect, it } from '@jest/globals';
import type { RegulationVersion, ReportingDuty } from '../../contract/regulation.js';
import { faultOf } from './regulation.js';
import { FIRST } from './testing/samples.js';

const [need] = FIRST.criteria as [RegulationVersion['criteria'][number]];
const report: ReportingDuty = {
  code: 'annual',
  title: 'Annual report',
  every: 'year',
  dueMonth: 3,
  dueDay: 31,
  withAccounts: true,
  withAuditorStatement: true,
  remindDaysBefore: 30,
};
const appeal = { period: { weeks: 3 }, outerLimit: { years: 1 }, body: 'ministry', bodyName: 'Ministry' };
const check = { code: 'no-dividend', text: 'Its statutes forbid dividends', required: true };
const kind = { code: 'grant', title: 'Grant', purpose: 'To operate', maximumAmount: 100 };
const stateAid = {
  kind: 'de-minimis',
  limitEuroCents: 30_000_000,
  window: { years: 3 },
  registerWithin: { weeks: 4 },
} as const;

/** All that a regulation version can say. */
const WHOLE: RegulationVersion = {
  ...FIRST,
  kinds: [kind, { ...kind, code: 'development' }],
  eligibility: { applicantKinds: ['enterprise', 'association'], checks: [check] },
  maximumAmount: 100,
  coFundingPercent: 20,
  decisionDays: 90,
  secondAssessor: true,
  moderationLimit: 4,
  supplement: { weeks: 2 },
  acceptance: { weeks: 3 },
  forewarning: { days: 14 },
  appeal,
  reporting: [report],
  limitation: { years: 3 },
  stateAid,
};

const pathOf = (rules: Partial<RegulationVersion>, directorate = 'd') =>
  faultOf({ ...WHOLE, ...rules }, directorate)?.path;

describe('a regulation version', () => {
  it('may say as much as it can, or as little', () => {
    expect(faultOf(WHOLE, 'd')).toBeUndefined();
    expect(faultOf(FIRST, 'd')).toBeUndefined();
  });

  it.each<[string, Partial<RegulationVersion>, string]>([
    ['no criteria', { criteria: [] }, '/criteria'],
    ['a criterion twice', { criteria: [need, need] }, '/criteria/1/code'],
    ['a scale without room', { criteria: [{ ...need, max: 1 }] }, '/criteria/0'],
    ['a threshold outside the scale', { criteria: [{ ...need, threshold: 6 }] }, '/criteria/0'],
    ['a kind of grant twice', { kinds: [kind, kind] }, '/kinds/1/code'],
    ['a kind above the largest grant', { maximumAmount: 99 }, '/kinds/0/maximumAmount'],
    [
      'a check twice',
      { eligibility: { checks: [check, { ...check, required: false }] } },
      '/eligibility/checks/1/code',
    ],
    [
      'nobody who may apply',
      { eligibility: { applicantKinds: [], checks: [] } },
      '/eligibility/applicantKinds',
    ],
    ['co-funding of everything', { coFundingPercent: 100 }, '/coFundingPercent'],
    ['co-funding above everything', { coFundingPercent: 120 }, '/coFundingPercent'],
    ['moderation of a single assessor', { secondAssessor: false }, '/moderationLimit'],
    ['no day for a decision', { decisionDays: 0 }, '/decisionDays'],
    ['a report twice', { reporting: [report, report] }, '/reporting/1/code'],
    [
      'a report on a day some years lack',
      { reporting: [{ ...report, dueMonth: 2, dueDay: 29 }] },
      '/reporting/0/dueDay',
    ],
    [
      "an auditor's statement on no accounts",
      { reporting: [{ ...report, withAccounts: false }] },
      '/reporting/0/withAuditorStatement',
    ],
    [
      'an outer limit within the period',
      { appeal: { ...appeal, outerLimit: { days: 20 } } },
      '/appeal/outerLimit',
    ],
    ['an appeal body with a mistyped number', { appeal: { ...appeal, body: '987654321' } }, '/appeal/body'],
    ['the directorate as its own appeal body', { appeal: { ...appeal, body: 'd' } }, '/appeal/body'],
    ['no aid at all', { stateAid: { ...stateAid, limitEuroCents: 0 } }, '/stateAid/limitEuroCents'],
    ['a period of nothing', { forewarning: { days: 0 } }, '/forewarning'],
    ['a period in two units', { acceptance: { days: 1, weeks: 3 } }, '/acceptance'],
    ['a period in no unit', { stateAid: { ...stateAid, window: {} as never } }, '/stateAid/window'],
    ['a date that is none', { inForceFrom: '2026-02-30' }, '/inForceFrom'],
  ])('is refused with %s, and says where', (_, rules, path) => {
    expect(pathOf(rules)).toBe(path);
  });
});
