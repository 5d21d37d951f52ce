import { isCalendarDate } from '#calendar/oslo.js';
import type { Duration, Period, RegulationVersion } from '../../contract/regulation.js';
import { isMistypedNumber, sameOrganisation } from '#organisations/organisation-number.js';

/** A rule that contradicts another one or cannot hold. */
export interface Fault {
  /** JSON pointer within the regulation version. */
  readonly path: string;
  readonly fault: string;
}

type Faults = Generator<Fault, void>;

/** The first fault in a regulation version of a directorate's scheme, or undefined when it is sound. */
export function faultOf(regulation: RegulationVersion, directorate?: string): Fault | undefined {
  for (const check of [criteria, kinds, eligibility, limits, reporting, stateAid, durations])
    for (const fault of check(regulation)) return fault;
  for (const fault of appeal(regulation, directorate)) return fault;
  return undefined;
}

function* criteria({ criteria: all, secondAssessor, moderationLimit }: RegulationVersion): Faults {
  if (all.length === 0) yield at('/criteria', 'a regulation version needs at least one criterion');
  yield* repeated('/criteria', all);
  for (const [index, { code, min, max, threshold }] of all.entries()) {
    const path = `/criteria/${index}`;
    if (min >= max) yield at(path, `criterion ${code}: the scale ${min}–${max} has no room`);
    if (threshold !== undefined && (threshold < min || threshold > max))
      yield at(path, `criterion ${code}: threshold ${threshold} is outside the scale ${min}–${max}`);
  }
  if (moderationLimit === undefined) return;
  if (moderationLimit < 0) yield at('/moderationLimit', 'is below 0');
  if (secondAssessor !== true) yield at('/moderationLimit', 'two assessors are needed to differ');
}

function* kinds({ kinds: all = [], maximumAmount }: RegulationVersion): Faults {
  yield* repeated('/kinds', all);
  for (const [index, { maximumAmount: most }] of all.entries())
    if (most !== undefined && maximumAmount !== undefined && most > maximumAmount)
      yield at(`/kinds/${index}/maximumAmount`, 'is more than the largest grant of the version');
}

function* eligibility({ eligibility: rules }: RegulationVersion): Faults {
  if (!rules) return;
  yield* repeated('/eligibility/checks', rules.checks);
  const { applicantKinds: admitted } = rules;
  if (admitted?.length === 0) yield at('/eligibility/applicantKinds', 'nobody could apply');
  if (admitted && new Set(admitted).size < admitted.length)
    yield at('/eligibility/applicantKinds', 'a kind stands twice');
}

function* limits(regulation: RegulationVersion): Faults {
  const { coFundingPercent, coFundingShortfall, maximumAmount, decisionDays, inForceFrom } = regulation;
  if (!isCalendarDate(inForceFrom)) yield at('/inForceFrom', 'is not a calendar date');
  if (maximumAmount !== undefined && maximumAmount < 0) yield at('/maximumAmount', 'is below 0');
  if (decisionDays !== undefined && decisionDays < 1) yield at('/decisionDays', 'is less than a day');
  if (coFundingShortfall === 'least-share' && !coFundingPercent)
    yield at('/coFundingShortfall', 'no least share of the whole cost is stated');
  if (coFundingPercent === undefined) return;
  if (coFundingPercent < 0 || coFundingPercent > 100) yield at('/coFundingPercent', 'is not from 0 to 100');
  if (coFundingPercent === 100) yield at('/coFundingPercent', 'others carry everything: nothing is granted');
}

function* reporting({ reporting: duties = [] }: RegulationVersion): Faults {
  yield* repeated('/reporting', duties);
  for (const [index, duty] of duties.entries()) {
    const path = `/reporting/${index}`;
    const { dueMonth, dueDay, withAccounts, withAuditorStatement, remindDaysBefore } = duty;
    // A duty falls due every year, so 29 February will not do.
    if (!isCalendarDate(`2001-${twoDigits(dueMonth)}-${twoDigits(dueDay)}`))
      yield at(`${path}/dueDay`, 'is no day of every year');
    if (withAuditorStatement && !withAccounts)
      yield at(`${path}/withAuditorStatement`, 'an auditor speaks about accounts, which are not asked for');
    if (remindDaysBefore !== undefined && (remindDaysBefore < 1 || remindDaysBefore > 365))
      yield at(`${path}/remindDaysBefore`, 'is not from 1 to 365');
  }
}

function* stateAid({ stateAid: rules }: RegulationVersion): Faults {
  if (rules && rules.limitEuroCents <= 0) yield at('/stateAid/limitEuroCents', 'leaves no aid to be given');
}

function* appeal({ appeal: rules }: RegulationVersion, directorate: string | undefined): Faults {
  if (!rules) return;
  const { period, outerLimit, body } = rules;
  if (roughDays(outerLimit) < roughDays(period))
    yield at('/appeal/outerLimit', 'is shorter than the period for appeals');
  if (isMistypedNumber(body)) yield at('/appeal/body', 'is no organisation number: its check digit is wrong');
  if (sameOrganisation(body, directorate))
    yield at('/appeal/body', 'is the directorate itself: another body decides appeals against its decisions');
}

function* durations(regulation: RegulationVersion): Faults {
  const {
    supplement,
    acceptance,
    forewarning,
    repayment,
    limitation,
    limitationRules: longer,
    appeal: appeals,
    stateAid: aid,
  } = regulation;
  const all: Record<string, Period | undefined> = {
    '/supplement': supplement,
    '/acceptance': acceptance,
    '/forewarning': forewarning,
    '/repayment': repayment,
    '/limitation': limitation,
    '/limitationRules/acknowledgement/period': longer?.acknowledgement.period,
    '/limitationRules/legalStep/period': longer?.legalStep.period,
    '/limitationRules/agreement/period': longer?.agreement.period,
    '/limitationRules/agreement/atMost': longer?.agreement.atMost,
    '/limitationRules/knowledge/period': longer?.knowledge?.period,
    '/limitationRules/knowledge/atMost': longer?.knowledge?.atMost,
    '/appeal/period': appeals?.period,
    '/appeal/outerLimit': appeals?.outerLimit,
    '/appeal/provisionalReply': appeals?.provisionalReply,
    '/appeal/detriment/appealNotice': appeals?.detriment?.appealNotice,
    '/appeal/detriment/reviewNotice': appeals?.detriment?.reviewNotice,
    '/appeal/detriment/reversalNotice': appeals?.detriment?.reversalNotice,
    '/stateAid/window': aid?.window,
    '/stateAid/registerWithin': aid?.registerWithin,
  };
  for (const [path, period] of Object.entries(all)) {
    if (period === undefined) continue;
    const [lasts, ...more] = Object.values(period);
    if (lasts === undefined || more.length > 0) yield at(path, 'is one of days, weeks, months or years');
    if (lasts! < 1 || !Number.isInteger(lasts)) yield at(path, 'is not a whole number of 1 or more');
  }
}

function* repeated(path: string, all: readonly { readonly code: string }[]): Faults {
  const codes = new Set<string>();
  for (const [index, { code }] of all.entries()) {
    if (codes.has(code)) yield at(`${path}/${index}/code`, `${code} stands twice`);
    codes.add(code);
  }
}

/** Only to tell a short period from a long one; deadlines are counted on the calendar. */
function roughDays(duration: Duration): number {
  if ('days' in duration) return duration.days;
  if ('weeks' in duration) return duration.weeks * 7;
  return 'months' in duration ? duration.months * 30 : duration.years * 365;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

function at(path: string, fault: string): Fault {
  return { path, fault };
}
