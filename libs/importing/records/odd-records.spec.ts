import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isCalendarDate } from '#calendar/oslo.js';
import { sum } from '#money/money.js';
import { Plan, scheduleOf } from '../programmes.js';
import { oddRecord } from '../testing/odd-records.js';
import { readRecords } from '../testing/records.js';

describe('records of any kind', () => {
  it('are each either refused in one line or a grant whose instalments and budget hold', () => {
    fc.assert(
      fc.property(fc.array(oddRecord(), { maxLength: 20 }), (records) => {
        const { grants, refusals } = readRecords(records);
        expect(grants.length + refusals.length).toBe(records.length);
        for (const { message } of refusals) expect(message).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        const plan = new Plan();
        for (const grant of grants) {
          const schedule = scheduleOf(grant);
          expect(sum(schedule.map(({ amount }) => amount))).toBe(grant.amount);
          for (const { dueDate } of schedule) expect(isCalendarDate(dueDate)).toBe(true);
          plan.add(grant);
        }
        for (const { frames } of plan.programmes())
          expect(sum(frames.map(({ appropriation }) => appropriation))).toBeLessThan(2 ** 52);
      }),
    );
  });
});
