import { addDays, isCalendarDate } from '#calendar/oslo.js';
import { derivedId } from '#eventsourcing/ids.js';
import type { RequiredReport } from '../../contract/events.js';
import type { RegulationVersion, ReportingDuty } from '../../contract/regulation.js';
import type { AcceptedAward } from '../award/state.js';

/**
 * The reports an award owes: one for each budget year it is paid in, or one at its end, due in the year after.
 * A continuation adds those of its years; what was owed before is still owed.
 */
export function reportsOf(
  { terms, schedule }: Pick<AcceptedAward, 'terms' | 'schedule'>,
  { reporting: duties = [], coFundingShortfall }: Pick<RegulationVersion, 'reporting' | 'coFundingShortfall'>,
): RequiredReport[] {
  const years = schedule.map(({ budgetYear }) => budgetYear);
  const { awardId, schemeId, directorate, regulationVersion, recipient } = terms;
  return duties.flatMap((duty) => {
    const { code, title, every, withAccounts, withAuditorStatement, remindDaysBefore } = duty;
    return dueDatesOf(duty, years).map(({ fromYear, toYear, dueOn }) => {
      return {
        reportId: derivedId('report', awardId, code, dueOn),
        awardId,
        schemeId,
        directorate,
        regulationVersion,
        recipient,
        currency: terms.amount.currency,
        code,
        title,
        every,
        fromYear,
        toYear,
        dueOn,
        ...(remindDaysBefore === undefined ? {} : { remindOn: addDays(dueOn, -remindDaysBefore) }),
        withAccounts,
        withAuditorStatement,
        ...(coFundingShortfall === undefined ? {} : { withCoFunding: true as const }),
      };
    });
  });
}

/** What a duty asks for of a grant that is paid in these years: which years each report covers, and its last day. */
export function dueDatesOf(
  { every, dueMonth, dueDay }: Pick<ReportingDuty, 'every' | 'dueMonth' | 'dueDay'>,
  years: readonly number[],
): Pick<RequiredReport, 'fromYear' | 'toYear' | 'dueOn'>[] {
  if (years.length === 0) return [];
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const periods =
    every === 'end' ? [[first, last] as const] : range(first, last).map((year) => [year, year] as const);
  return periods.map(([fromYear, toYear]) => ({
    fromYear,
    toYear,
    dueOn: dateIn(toYear + 1, dueMonth, dueDay),
  }));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The day of a month, or the month's last one where it has no such day. */
function dateIn(year: number, month: number, day: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const date = `${year}-${two(month)}-${two(day)}`;
  return isCalendarDate(date) || day <= 28 ? date : dateIn(year, month, day - 1);
}
